package dev.tenk.bench;

import dev.tenk.bench.cache.CacheBenchmark;
import dev.tenk.bench.cache.CacheHttpBenchmark;
import dev.tenk.bench.capacity.CapacityBenchmark;
import dev.tenk.bench.ceiling.CeilingBenchmark;
import dev.tenk.bench.flavour.FlavourBenchmark;
import dev.tenk.bench.growth.GrowthBenchmark;
import dev.tenk.bench.id.IdBenchmark;
import dev.tenk.bench.image.DeliveryBenchmark;
import dev.tenk.bench.image.ImagesBenchmark;
import dev.tenk.bench.image.WorkerMemoryBenchmark;
import dev.tenk.bench.layer.LayersBenchmark;
import dev.tenk.bench.password.EnumerationBenchmark;
import dev.tenk.bench.password.PasswordBenchmark;
import dev.tenk.bench.password.SignInBenchmark;
import dev.tenk.bench.pipeline.BacklogBenchmark;
import dev.tenk.bench.pipeline.FairnessBenchmark;
import dev.tenk.bench.pipeline.OutboxBenchmark;
import dev.tenk.bench.routing.ReplicaMixBenchmark;
import dev.tenk.bench.routing.RoutingBenchmark;
import dev.tenk.bench.scaling.ScalingBenchmark;
import dev.tenk.bench.scenario.BurstBenchmark;
import dev.tenk.bench.scenario.PeersBenchmark;
import dev.tenk.bench.scenario.PodsBenchmark;
import dev.tenk.bench.scenario.ScenarioBenchmark;
import dev.tenk.bench.scenario.SizesBenchmark;
import dev.tenk.bench.scenario.SmokeBenchmark;
import dev.tenk.bench.scenario.SoakBenchmark;
import dev.tenk.bench.session.RevocationSpreadBenchmark;
import dev.tenk.bench.session.SessionsMemoryBenchmark;
import dev.tenk.bench.trace.TracingBenchmark;
import java.util.List;
import java.util.Optional;

/** All benchmarks, a line each. */
final class Benchmarks {

  static final List<Benchmark> ALL =
      List.of(
          new LayersBenchmark(),
          new TracingBenchmark(),
          new IdBenchmark(),
          new FlavourBenchmark(),
          new GrowthBenchmark(),
          new SizesBenchmark(),
          new PodsBenchmark(),
          new CapacityBenchmark(),
          new ScalingBenchmark(),
          new PasswordBenchmark(),
          new EnumerationBenchmark(),
          new SignInBenchmark(),
          new SessionsMemoryBenchmark(),
          new RevocationSpreadBenchmark(),
          new RoutingBenchmark(),
          new ReplicaMixBenchmark(),
          new OutboxBenchmark(),
          new BacklogBenchmark(),
          new FairnessBenchmark(),
          new ImagesBenchmark(),
          new WorkerMemoryBenchmark(),
          new DeliveryBenchmark(),
          new CacheBenchmark(),
          new CacheHttpBenchmark(),
          ScenarioBenchmark.read(),
          ScenarioBenchmark.write(),
          ScenarioBenchmark.mixed(),
          ScenarioBenchmark.cold(),
          ScenarioBenchmark.deliver(),
          new BurstBenchmark(),
          new SoakBenchmark(),
          new SmokeBenchmark(),
          new PeersBenchmark(),
          new CeilingBenchmark());

  private Benchmarks() {}

  static Optional<Benchmark> find(String name) {
    return ALL.stream().filter(benchmark -> benchmark.name().equals(name)).findFirst();
  }
}
