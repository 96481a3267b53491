package dev.tenk.bench.flavour;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tenk.bench.engine.Engines;
import dev.tenk.bench.engine.RunningService;
import dev.tenk.local.service.Flavour;
import dev.tenk.local.service.Service;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Measures one service after another on the same engines. */
final class Measurement {

  private static final Duration IDLE = Duration.ofSeconds(5);
  private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
  private static final String MEDIA_OF_NOBODY =
      "/v1/media?owner=019a0000-0000-7000-8000-000000000000";
  private static final int CONNECTIONS = 32;
  private static final double NANOS_PER_MILLI = 1_000_000;

  private final Path checkout;
  private final Engines engines;
  private final Settings settings;

  /**
   * How long and how often.
   *
   * @param starts of each form
   * @param warmUp load before the measured one
   * @param load measured, in each round
   * @param rounds of load
   * @param photos for the worker
   */
  record Settings(int starts, Duration warmUp, Duration load, int rounds, int photos) {}

  Measurement(Path checkout, Engines engines, Settings settings) {
    this.checkout = checkout;
    this.engines = engines;
    this.settings = settings;
  }

  /** How the forms start, by turns, so that whatever else the machine does meets all of them. */
  List<Start> starts(Service service, List<Flavour> flavours)
      throws IOException, InterruptedException {
    Map<Flavour, List<Duration>> times = new EnumMap<>(Flavour.class);
    Map<Flavour, Long> idle = new EnumMap<>(Flavour.class);
    for (int i = 0; i < settings.starts(); i++) {
      for (Flavour flavour : flavours) {
        try (RunningService running = run(service, flavour)) {
          times
              .computeIfAbsent(flavour, _ -> new ArrayList<>())
              .add(running.awaitFirst200(first(service, running)));
          TimeUnit.SECONDS.sleep(IDLE.toSeconds());
          idle.put(flavour, running.residentMebibytes());
        }
      }
    }
    List<Start> all = new ArrayList<>();
    for (var each : times.entrySet()) {
      Duration median = each.getValue().stream().sorted().toList().get(settings.starts() / 2);
      long built = Start.builtMebibytes(checkout.resolve(service.module()), each.getKey());
      all.add(
          new Start(service, each.getKey(), median, idle.getOrDefault(each.getKey(), 0L), built));
    }
    return all;
  }

  /** Starts it once, so that tables and keys are there. */
  void prepare(Service service, Flavour flavour) {
    try (RunningService running = run(service, flavour, environment(service))) {
      running.awaitFirst200(first(service, running));
    }
  }

  /** What the forms do, by turns of some seconds where several can be asked. */
  List<Throughput> throughputs(Service service, List<Flavour> flavours)
      throws IOException, InterruptedException {
    if (service == Service.WORKER) {
      return photos(flavours);
    }
    Map<Flavour, RunningService> running = new EnumMap<>(Flavour.class);
    try {
      for (Flavour flavour : flavours) {
        RunningService started = run(service, flavour);
        running.put(flavour, started);
        started.awaitFirst200(first(service, started));
      }
      List<Throughput> all = new ArrayList<>();
      if (service == Service.USER) {
        all.addAll(load(service, running, "keys, from memory", "/.well-known/jwks.json"));
        String profile = "/v1/users/" + signUp(running.values().stream().findFirst().orElseThrow());
        all.addAll(load(service, running, "a profile, from memory", profile));
      } else {
        all.addAll(load(service, running, "a list, from memory", MEDIA_OF_NOBODY));
        all.addAll(load(service, running, "a list, from PostgreSQL", MEDIA_OF_NOBODY + "&limit=5"));
      }
      return all;
    } finally {
      running.values().forEach(RunningService::close);
    }
  }

  /** From a queued job to its result, by a worker that is started for it. */
  Duration fromZero(Flavour flavour, byte[] jpeg) throws IOException, InterruptedException {
    try (Jobs jobs = new Jobs(engines.brokerUrl(), engines.blobs())) {
      jobs.send(jpeg);
      try (RunningService running = run(Service.WORKER, flavour)) {
        jobs.awaitResults(1);
        return running.sinceStart();
      }
    }
  }

  private List<Throughput> load(
      Service service, Map<Flavour, RunningService> running, String work, String path)
      throws IOException, InterruptedException {
    List<Flavour> order = new ArrayList<>(running.keySet());
    Map<Flavour, List<Wrk.Result>> results = new EnumMap<>(Flavour.class);
    for (var each : running.entrySet()) {
      Wrk.warmUp(each.getValue().url(path), CONNECTIONS, Map.of(), settings.warmUp());
      results.put(each.getKey(), new ArrayList<>());
    }
    for (int round = 0; round < settings.rounds(); round++) {
      for (Flavour flavour : order) {
        URI url = Objects.requireNonNull(running.get(flavour)).url(path);
        Objects.requireNonNull(results.get(flavour)).add(Wrk.run(url, settings.load()));
      }
      Collections.rotate(order, 1); // none is always the first
    }
    List<Throughput> all = new ArrayList<>();
    for (var each : running.entrySet()) {
      Flavour flavour = each.getKey();
      List<Wrk.Result> own = Objects.requireNonNull(results.get(flavour));
      List<Wrk.Result> jvm = results.getOrDefault(Flavour.JVM, List.of());
      all.add(
          new Throughput(
              service,
              flavour,
              work,
              median(own.stream().map(Wrk.Result::perSecond)),
              median(
                  IntStream.range(0, jvm.size())
                      .mapToObj(i -> own.get(i).perSecond() / jvm.get(i).perSecond())),
              median(own.stream().map(result -> result.p99().toNanos() / NANOS_PER_MILLI)),
              each.getValue().residentMebibytes()));
    }
    return all;
  }

  private static double median(Stream<Double> values) {
    List<Double> sorted = values.sorted().toList();
    return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
  }

  /** One form after the other, since all would take jobs of the same queue. */
  private List<Throughput> photos(List<Flavour> flavours) throws IOException, InterruptedException {
    byte[] photo = Files.readAllBytes(checkout.resolve("docs/tour/photo.jpg"));
    List<Throughput> all = new ArrayList<>();
    double jvm = Double.NaN;
    for (Flavour flavour : flavours) {
      try (RunningService running = run(Service.WORKER, flavour);
          Jobs jobs = new Jobs(engines.brokerUrl(), engines.blobs())) {
        running.awaitFirst200(first(Service.WORKER, running));
        process(jobs, photo, Math.ceilDiv(settings.photos(), 4));
        double perSecond = settings.photos() / (process(jobs, photo, settings.photos()) / 1e9);
        jvm = flavour == Flavour.JVM ? perSecond : jvm;
        all.add(
            new Throughput(
                Service.WORKER,
                flavour,
                "a photo of 12 megapixels",
                perSecond,
                perSecond / jvm,
                Double.NaN,
                running.residentMebibytes()));
      }
    }
    return all;
  }

  private static long process(Jobs jobs, byte[] photo, int number)
      throws IOException, InterruptedException {
    long began = System.nanoTime();
    for (int i = 0; i < number; i++) {
      jobs.send(photo);
    }
    jobs.awaitResults(number);
    return System.nanoTime() - began;
  }

  /** As in a cluster, where a job migrates before pods start. */
  private RunningService run(Service service, Flavour flavour) {
    Map<String, String> environment = new HashMap<>(environment(service));
    environment.put("QUARKUS_FLYWAY_MIGRATE_AT_START", "false");
    return run(service, flavour, environment);
  }

  private RunningService run(Service service, Flavour flavour, Map<String, String> environment) {
    return new RunningService(service, flavour, checkout, environment, engines.home());
  }

  private Map<String, String> environment(Service service) {
    return switch (service) {
      case USER -> engines.environment().user();
      case MEDIA -> engines.environment().media(1);
      case WORKER -> engines.environment().worker();
    };
  }

  private static URI first(Service service, RunningService running) {
    return switch (service) {
      case USER -> running.url("/.well-known/jwks.json");
      case MEDIA -> running.url(MEDIA_OF_NOBODY);
      case WORKER -> running.managementUrl("/q/health/ready");
    };
  }

  private static String signUp(RunningService running) throws IOException, InterruptedException {
    String handle = "bench" + UUID.randomUUID().toString().substring(0, 8);
    String body =
        """
        {"handle":"%1$s","email":"%1$s@example.org","password":"%2$s"}"""
            .formatted(handle, UUID.randomUUID());
    HttpRequest request =
        HttpRequest.newBuilder(running.url("/v1/users"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body, UTF_8))
            .build();
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      String answer = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
      Matcher id = ID.matcher(answer);
      if (!id.find()) {
        throw new IllegalStateException("sign-up answered " + answer);
      }
      return id.group(1);
    }
  }
}
