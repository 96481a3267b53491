package dev.tenk.bench.flavour;

import dev.tenk.bench.Benchmark;
import dev.tenk.bench.Options;
import dev.tenk.bench.WrongOptionException;
import dev.tenk.bench.engine.Engines;
import dev.tenk.bench.report.Results;
import dev.tenk.bench.report.Table;
import dev.tenk.local.service.Flavour;
import dev.tenk.local.service.Service;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * The services in each of their forms, by turns on the same machine and engines. What is measured
 * must have been built: {@code ./tenk up}, {@code ./tenk up --aot}, {@code ./tenk up --native}.
 */
public final class FlavourBenchmark implements Benchmark {

  /** Directory of the checkout; the working directory where it is not given. */
  private static final String CHECKOUT = "tenk.checkout";

  @Override
  public String name() {
    return "flavours";
  }

  @Override
  public String description() {
    return "JVM, AOT and native: first 200, memory, size, throughput; --services user,media,worker"
        + " --flavours jvm,aot,native --starts 3 --warm-up 10 --seconds 3 --rounds 5 --photos 24";
  }

  @Override
  public void run(Options options) throws Exception {
    options.requireOnly("services", "flavours", "starts", "warm-up", "seconds", "rounds", "photos");
    List<Service> services =
        chosen(Service.values(), options.text("services", "user,media,worker"));
    List<Flavour> flavours = chosen(Flavour.values(), options.text("flavours", "jvm,aot,native"));
    var settings =
        new Measurement.Settings(
            (int) options.number("starts", 3),
            options.seconds("warm-up", Duration.ofSeconds(10)),
            options.seconds("seconds", Duration.ofSeconds(3)),
            (int) options.number("rounds", 5),
            (int) options.number("photos", 24));
    List<Start> starts = new ArrayList<>();
    List<Throughput> throughputs = new ArrayList<>();
    var fromZero = new Table("form", "job queued to its result, ms");
    try (Engines engines = Engines.temporary()) {
      var measurement =
          new Measurement(
              Path.of(System.getProperty(CHECKOUT, "")).toAbsolutePath(), engines, settings);
      for (Service service : services) {
        System.out.printf("measuring %s%n", service.module());
        measurement.prepare(service, flavours.getLast());
        starts.addAll(measurement.starts(service, flavours));
        throughputs.addAll(measurement.throughputs(service, flavours));
        if (service == Service.WORKER) {
          for (Flavour flavour : flavours) {
            fromZero.row(flavour, measurement.fromZero(flavour, picture()).toMillis());
          }
        }
      }
    }
    report(starts, throughputs);
    fromZero.print(System.out);
  }

  private void report(List<Start> starts, List<Throughput> throughputs) {
    var first = new Table("service", "form", "first 200, ms", "idle, MiB", "built, MiB");
    for (Start start : starts) {
      first.row(
          start.service().module(),
          start.flavour(),
          start.first200().toMillis(),
          start.idleMebibytes(),
          start.builtMebibytes());
    }
    var second =
        new Table("service", "form", "work", "per second", "of JVM", "p99, ms", "MiB after");
    for (Throughput row : throughputs) {
      second.row(
          row.service().module(),
          row.flavour(),
          row.work(),
          row.perSecond(),
          row.ofJvm(),
          row.p99Millis(),
          row.loadedMebibytes());
    }
    first.print(System.out);
    second.print(System.out);
    Results results = Results.of(name());
    results.write("-start.csv", first.csv());
    results.write("-throughput.csv", second.csv());
  }

  private static <E extends Enum<E>> List<E> chosen(E[] all, String names) {
    List<String> wanted = List.of(names.toUpperCase(Locale.ROOT).split(","));
    List<E> chosen = Stream.of(all).filter(each -> wanted.contains(each.name())).toList();
    if (chosen.size() != wanted.size()) {
      throw new WrongOptionException(
          names + ": there are " + Stream.of(all).map(Enum::name).toList() + " alone");
    }
    return chosen;
  }

  /** A small picture: the time of its processing is that of the start. */
  private static byte[] picture() throws IOException {
    var out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB), "jpg", out);
    return out.toByteArray();
  }
}
