package dev.tenk.bench.scaling;

import dev.tenk.bench.Benchmark;
import dev.tenk.bench.Options;
import dev.tenk.bench.report.Results;
import dev.tenk.bench.report.Table;

/**
 * A step in traffic, followed by the chart's autoscalers. Measures nothing itself: what requests
 * cost comes from {@code ./tenk bench capacity}, in microseconds of CPU.
 */
public final class ScalingBenchmark implements Benchmark {
  private static final double MICROS = 1_000.0;
  private static final double[] BURSTS = {1, 2};

  @Override
  public String name() {
    return "scaling";
  }

  @Override
  public String description() {
    return "simulation of a --step (10) in traffic from --user-rps (200), --media-rps (300), --uploads (2);"
        + " costs --user-micros, --media-micros, --picture-micros; --start-seconds (12),"
        + " --max-pods (40), --messages-per-pod (8)";
  }

  @Override
  public void run(Options options) {
    options.requireOnly(
        "step",
        "user-rps",
        "media-rps",
        "uploads",
        "user-micros",
        "media-micros",
        "picture-micros",
        "start-seconds",
        "max-pods",
        "messages-per-pod");
    Table table =
        new Table(
            "service",
            "CPU a pod may use",
            "rps before",
            "rps after",
            "rps of a pod",
            "pods before",
            "pods by formula",
            "pods after",
            "most pods",
            "shed for s",
            "shed %");
    services(table, "user-service", options, "user", 200, MeasuredCosts.USER_MICROS);
    services(table, "media-service", options, "media", 300, MeasuredCosts.MEDIA_MICROS);
    table.print(System.out);
    System.out.println();
    Table workers = workers(options);
    workers.print(System.out);
    Results results = Results.of(name());
    results.write("-services.csv", table.csv());
    results.write("-workers.csv", workers.csv());
  }

  private static void services(
      Table table, String service, Options options, String prefix, long rps, long micros) {
    Sizing sizing = sizing(options, options.number(prefix + "-micros", micros), 500, 65);
    double before = options.number(prefix + "-rps", rps);
    double after = before * options.number("step", 10);
    for (double burst : BURSTS) {
      var outcome = new StepSimulation(sizing, burst).run(before, after);
      table.row(
          service,
          burst + " x request",
          before,
          after,
          sizing.capacity(),
          outcome.podsBefore(),
          sizing.pods(after),
          outcome.podsAfter(),
          outcome.mostPods(),
          outcome.secondsToCatchUp(),
          100 * outcome.shedShare());
    }
  }

  private static Table workers(Options options) {
    double step = options.number("step", 10);
    Sizing sizing =
        sizing(options, options.number("picture-micros", MeasuredCosts.PICTURE_MICROS), 1_000, 100);
    double before = options.number("uploads", 2);
    var outcome =
        new QueueSimulation(sizing, (int) options.number("messages-per-pod", 8))
            .run(before, before * step);
    return new Table(
            "service",
            "pictures/s before",
            "pictures/s after",
            "pictures/s of a pod",
            "pods before",
            "pods by formula",
            "pods after",
            "most pods",
            "longest queue",
            "oldest waits s",
            "behind for s")
        .row(
            "worker-service",
            before,
            before * step,
            sizing.capacity(),
            outcome.podsBefore(),
            sizing.pods(before * step),
            outcome.podsAfter(),
            outcome.mostPods(),
            outcome.longestQueue(),
            outcome.oldestSeconds(),
            outcome.secondsToCatchUp());
  }

  private static Sizing sizing(Options options, long micros, int millicores, int target) {
    return new Sizing(
        micros / MICROS,
        millicores,
        target,
        2,
        (int) options.number("max-pods", 40),
        (int) options.number("start-seconds", 12),
        MeasuredCosts.START_CPU_MILLIS);
  }
}
