package dev.tenk.bench.trace;

import dev.tenk.bench.Benchmark;
import dev.tenk.bench.Options;
import dev.tenk.bench.engine.Engines;
import dev.tenk.bench.report.Results;
import dev.tenk.bench.report.Table;
import dev.tenk.bench.trace.MeasuredForm.Work;
import dev.tenk.local.trace.Traces;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * User-service with traces off, on, and built without them, side by side on the same engines and
 * asked in turns, so that whatever else the machine does meets all of them: the processor's time of
 * a request, compared within each round.
 */
public final class TracingBenchmark implements Benchmark {

  /** Directory of the checkout; the working directory where it is not given. */
  private static final String CHECKOUT = "tenk.checkout";

  private static final String OFF = "off";

  @Override
  public String name() {
    return "tracing";
  }

  @Override
  public String description() {
    return "CPU of a request with traces off, on for 1 %, and, where --absent is a checkout that was"
        + " built with -Dquarkus.otel.enabled=false, without: --rounds 7 --seconds 2 --warm-up 10";
  }

  @Override
  public void run(Options options) throws Exception {
    options.requireOnly("absent", "rounds", "seconds", "warm-up");
    int rounds = Math.toIntExact(options.number("rounds", 7));
    Duration time = options.seconds("seconds", Duration.ofSeconds(2));
    Duration warmUp = options.seconds("warm-up", Duration.ofSeconds(10));
    String absent = options.text("absent", "");
    Path checkout = Path.of(System.getProperty(CHECKOUT, "")).toAbsolutePath();
    var table = new Table("work", "form", "CPU us, median", "of off, median", "lowest", "highest");
    List<MeasuredForm> forms = new ArrayList<>();
    try (Engines engines = Engines.temporary();
        Traces traces = Traces.listen()) {
      try {
        forms.add(new MeasuredForm(OFF, checkout, engines, Map.of()));
        forms.add(new MeasuredForm("on, 1 %", checkout, engines, onePercent(traces)));
        if (!absent.isEmpty()) {
          forms.add(new MeasuredForm("absent", Path.of(absent), engines, Map.of()));
        }
        for (Work work : Work.values()) {
          measure(work, forms, new Plan(rounds, time, warmUp), table);
        }
      } finally {
        forms.forEach(MeasuredForm::close);
      }
    }
    table.print(System.out);
    Results.of(name()).write(".csv", table.csv());
  }

  private record Plan(int rounds, Duration time, Duration warmUp) {}

  private static Map<String, String> onePercent(Traces traces) {
    Map<String, String> settings = new LinkedHashMap<>(traces.settings());
    settings.remove("QUARKUS_OTEL_BSP_SCHEDULE_DELAY");
    settings.put("QUARKUS_OTEL_TRACES_SAMPLER_ARG", "0.01");
    return settings;
  }

  private static void measure(Work work, List<MeasuredForm> forms, Plan plan, Table table)
      throws Exception {
    for (MeasuredForm form : forms) {
      form.warmUp(work, plan.warmUp());
    }
    List<List<Double>> measured = new ArrayList<>();
    forms.forEach(form -> measured.add(new ArrayList<>()));
    for (int round = 0; round < plan.rounds(); round++) {
      for (int i = 0; i < forms.size(); i++) {
        int next = (round + i) % forms.size(); // none is always the first
        measured.get(next).add(forms.get(next).microsOfCpu(work, plan.time()));
      }
    }
    List<Double> off = measured.getFirst();
    for (int i = 0; i < forms.size(); i++) {
      List<Double> own = measured.get(i);
      List<Double> ratios =
          IntStream.range(0, own.size())
              .mapToObj(round -> own.get(round) / off.get(round))
              .sorted()
              .toList();
      table.row(
          work,
          forms.get(i).name(),
          own.stream().sorted().toList().get(own.size() / 2),
          ratios.get(ratios.size() / 2),
          ratios.getFirst(),
          ratios.getLast());
    }
  }
}
