package dev.tenk.bench.scenario;

import dev.tenk.bench.Benchmark;
import dev.tenk.bench.Options;
import dev.tenk.bench.data.MadeIds;
import dev.tenk.bench.data.Popularity;
import dev.tenk.bench.engine.CpuQuota;
import dev.tenk.bench.engine.ProcessTree;
import dev.tenk.bench.engine.RunningService;
import dev.tenk.bench.load.Call;
import dev.tenk.bench.load.LoadGenerator;
import dev.tenk.bench.load.Outcome;
import dev.tenk.bench.load.Workload;
import dev.tenk.bench.report.Results;
import dev.tenk.bench.report.Table;
import dev.tenk.local.origin.Origin;
import dev.tenk.local.service.Service;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Profiles that each reach PostgreSQL, from one pod of user-service and from more behind the
 * origin, each with a limit of CPU as in a cluster: what more pods bring until the cores end.
 */
public final class PodsBenchmark implements Benchmark {

  /** Of each pod: as many as it has in hand at once, so that it always has work. */
  private static final int CALLERS = 32;

  @Override
  public String name() {
    return "pods";
  }

  @Override
  public String description() {
    return "more pods of a service behind the origin, each with a part of a core"
        + Setup.usage("--pods 3 --percent 25 --rounds 3 --seconds 8");
  }

  @Override
  public void run(Options options) throws Exception {
    Setup setup = Setup.of(options, "pods", "percent", "rounds", "seconds");
    int most = Math.max(1, (int) options.number("pods", 3));
    int percent = (int) options.number("percent", 25);
    Duration time = options.seconds("seconds", Duration.ofSeconds(8));
    long rounds = Math.max(1, options.number("rounds", 3));
    List<Step> steps = new ArrayList<>();
    try (LoadedSuite suite = setup.suite(Uncached.SETTINGS);
        LoadGenerator generator = setup.generator()) {
      List<RunningService> pods = suite.userPods(most);
      try (Origin origin =
          suite
              .engines()
              .origin(Map.of(Service.USER, suite.userPort(), Service.MEDIA, suite.mediaPort()))) {
        pods.stream().skip(1).forEach(pod -> origin.join(Service.USER, pod.port()));
        Workload profiles = profiles(suite, origin);
        generator.saturate(profiles, CALLERS * most, setup.warmUp());
        List<CpuQuota> quotas = new ArrayList<>();
        try {
          pods.forEach(pod -> quotas.add(CpuQuota.of(pod.pid(), percent)));
          for (int round = 0; round < rounds; round++) {
            pods.stream().skip(1).forEach(pod -> origin.leave(Service.USER, pod.port()));
            for (int number = 1; number <= most; number++) {
              if (number > 1) {
                origin.join(Service.USER, pods.get(number - 1).port());
              }
              steps.add(step(number, pods, suite, generator, profiles, time));
            }
          }
        } finally {
          quotas.forEach(CpuQuota::close);
        }
      }
    }
    Table table = table(steps, most);
    table.print(System.out);
    Results.of(name()).write(".csv", table.csv());
  }

  private static Workload profiles(LoadedSuite suite, Origin origin) {
    var accounts = new Popularity(Setup.random(), suite.scale().accounts());
    return () ->
        Call.get("profile", origin.port(), "/v1/users/" + MadeIds.account(accounts.next()));
  }

  private static Step step(
      int number,
      List<RunningService> pods,
      LoadedSuite suite,
      LoadGenerator generator,
      Workload work,
      Duration time)
      throws Exception {
    List<Long> serving = pods.stream().limit(number).map(RunningService::pid).toList();
    Duration before = cpu(serving);
    Duration enginesBefore = cpu(suite.engines().pids().values());
    Duration othersBefore = ProcessTree.cpuAlone(ProcessHandle.current().pid());
    Outcome outcome = generator.saturate(work, CALLERS * number, time);
    double nanos = outcome.time().toNanos();
    return new Step(
        number,
        outcome.perSecondAtEnd((int) time.toSeconds() - 1),
        Report.millis(outcome.latencies(), 50),
        outcome.failed() + outcome.shed(),
        cpu(serving).minus(before).toNanos() / nanos,
        cpu(suite.engines().pids().values()).minus(enginesBefore).toNanos() / nanos,
        ProcessTree.cpuAlone(ProcessHandle.current().pid()).minus(othersBefore).toNanos() / nanos);
  }

  private static Duration cpu(Iterable<Long> pids) throws IOException {
    Duration sum = Duration.ZERO;
    for (long pid : pids) {
      sum = sum.plus(ProcessTree.cpu(pid));
    }
    return sum;
  }

  private static Table table(List<Step> steps, int most) {
    var table =
        new Table(
            "pods",
            "a second",
            "times one pod",
            "least",
            "most",
            "p50 ms",
            "failed",
            "cores of pods",
            "of engines",
            "of origin and generator");
    double one = Double.NaN;
    for (int number = 1; number <= most; number++) {
      int pods = number;
      List<Step> own = steps.stream().filter(step -> step.pods() == pods).sorted().toList();
      Step median = own.get(own.size() / 2);
      one = number == 1 ? median.perSecond() : one;
      table.row(
          number,
          median.perSecond(),
          median.perSecond() / one,
          own.getFirst().perSecond(),
          own.getLast().perSecond(),
          median.p50Millis(),
          own.stream().mapToLong(Step::failed).sum(),
          median.cores(),
          median.engineCores(),
          median.otherCores());
    }
    return table;
  }

  /** So many pods for once, by what they answered. */
  private record Step(
      int pods,
      double perSecond,
      double p50Millis,
      long failed,
      double cores,
      double engineCores,
      double otherCores)
      implements Comparable<Step> {

    @Override
    public int compareTo(Step other) {
      return Double.compare(perSecond, other.perSecond);
    }
  }
}
