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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Measures one service after another on the same engines. */
final class Measurement {

  private static final Duration IDLE = Duration.ofSeconds(5);
  private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
  private static final String MEDIA_OF_NOBODY =
      "/v1/media?owner=019a0000-0000-7000-8000-000000000000";
  private static final double NANOS_PER_MILLI = 1_000_000;

  private final Path checkout;
  private final Engines engines;
  private final Settings settings;

  /**
   * How long and how often.
   *
   * @param starts of each form
   * @param warmUp load before the measured one
   * @param load measured
   * @param photos for the worker
   */
  record Settings(int starts, Duration warmUp, Duration load, int photos) {}

  Measurement(Path checkout, Engines engines, Settings settings) {
    this.checkout = checkout;
    this.engines = engines;
    this.settings = settings;
  }

  Start start(Service service, Flavour flavour) throws IOException, InterruptedException {
    List<Duration> times = new ArrayList<>();
    long idle = 0;
    for (int i = 0; i < settings.starts(); i++) {
      try (RunningService running = run(service, flavour)) {
        times.add(running.awaitFirst200(first(service, running)));
        TimeUnit.SECONDS.sleep(IDLE.toSeconds());
        idle = running.residentMebibytes();
      }
    }
    Duration median = times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
    long built = Start.builtMebibytes(checkout.resolve(service.module()), flavour);
    return new Start(service, flavour, median, idle, built);
  }

  List<Throughput> throughput(Service service, Flavour flavour)
      throws IOException, InterruptedException {
    List<Throughput> all = new ArrayList<>();
    try (RunningService running = run(service, flavour)) {
      running.awaitFirst200(first(service, running));
      switch (service) {
        case USER -> {
          all.add(load(service, flavour, running, "keys from memory", "/.well-known/jwks.json"));
          all.add(load(service, flavour, running, "a profile", "/v1/users/" + signUp(running)));
        }
        case MEDIA -> all.add(load(service, flavour, running, "a list of media", MEDIA_OF_NOBODY));
        case WORKER -> all.add(photos(flavour, running));
      }
    }
    return all;
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

  private Throughput load(
      Service service, Flavour flavour, RunningService running, String work, String path)
      throws IOException, InterruptedException {
    Wrk.run(running.url(path), settings.warmUp());
    Wrk.Result result = Wrk.run(running.url(path), settings.load());
    return new Throughput(
        service,
        flavour,
        work,
        result.perSecond(),
        result.p99().toNanos() / NANOS_PER_MILLI,
        running.residentMebibytes());
  }

  private Throughput photos(Flavour flavour, RunningService running)
      throws IOException, InterruptedException {
    byte[] photo = Files.readAllBytes(checkout.resolve("docs/tour/photo.jpg"));
    try (Jobs jobs = new Jobs(engines.brokerUrl(), engines.blobs())) {
      process(jobs, photo, Math.ceilDiv(settings.photos(), 4));
      double seconds = process(jobs, photo, settings.photos()) / 1e9;
      return new Throughput(
          Service.WORKER,
          flavour,
          "a photo of 12 megapixels",
          settings.photos() / seconds,
          Double.NaN,
          running.residentMebibytes());
    }
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

  private RunningService run(Service service, Flavour flavour) {
    Map<String, String> environment =
        switch (service) {
          case USER -> engines.environment().user();
          case MEDIA -> engines.environment().media(1);
          case WORKER -> engines.environment().worker();
        };
    return new RunningService(service, flavour, checkout, environment, engines.home());
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
