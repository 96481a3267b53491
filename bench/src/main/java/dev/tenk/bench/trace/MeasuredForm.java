package dev.tenk.bench.trace;

import dev.tenk.bench.engine.ApiClient;
import dev.tenk.bench.engine.Engines;
import dev.tenk.bench.engine.ProcessTree;
import dev.tenk.bench.engine.RunningService;
import dev.tenk.bench.flavour.Wrk;
import dev.tenk.local.service.Flavour;
import dev.tenk.local.service.Service;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A user-service of one form, with somebody of its own who is signed in. */
final class MeasuredForm implements AutoCloseable {

  private static final String KEYS = "/.well-known/jwks.json";
  private static final int CONNECTIONS = 32;
  private static final double NANOS_PER_MICRO = 1_000;

  private final String name;
  private final RunningService running;
  private final String profile;
  private final String token;

  /** What it is asked for. */
  enum Work {
    /** Nothing but HTTP. */
    KEYS("keys, from memory"),
    /** A hit of the caches. */
    PROFILE("a profile, from memory"),
    /** The token is verified, Redis and a database are asked. */
    OWN("one's own account");

    private final String words;

    Work(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  MeasuredForm(String name, Path checkout, Engines engines, Map<String, String> settings) {
    this.name = name;
    Map<String, String> environment = new HashMap<>(engines.environment().user());
    environment.putAll(settings);
    running =
        new RunningService(
            Service.USER, Flavour.JVM, checkout.toAbsolutePath(), environment, engines.home());
    try {
      running.awaitFirst200(running.url(KEYS));
      try (var person = new ApiClient(running.port(), running.port())) {
        profile = "/v1/users/" + person.signUp();
        token = person.signIn();
      }
    } catch (RuntimeException e) {
      running.close();
      throw e;
    }
  }

  String name() {
    return name;
  }

  void warmUp(Work work, Duration time) throws IOException, InterruptedException {
    Wrk.warmUp(running.url(path(work)), CONNECTIONS, headers(work), time);
  }

  /** The processor's time that a request of this work took it, over some time. */
  double microsOfCpu(Work work, Duration time) throws IOException, InterruptedException {
    Duration before = ProcessTree.cpuAlone(running.pid());
    Wrk.Result result = Wrk.run(running.url(path(work)), CONNECTIONS, headers(work), time);
    Duration spent = ProcessTree.cpuAlone(running.pid()).minus(before);
    return spent.toNanos() / NANOS_PER_MICRO / (result.perSecond() * time.toSeconds());
  }

  private String path(Work work) {
    return switch (work) {
      case KEYS -> KEYS;
      case PROFILE -> profile;
      case OWN -> "/v1/users/me";
    };
  }

  private Map<String, String> headers(Work work) {
    return work == Work.OWN ? Map.of("Authorization", "Bearer " + token) : Map.of();
  }

  @Override
  public void close() {
    running.close();
  }
}
