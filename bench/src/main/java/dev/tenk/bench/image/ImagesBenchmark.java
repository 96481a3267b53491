package dev.tenk.bench.image;

import dev.tenk.bench.Benchmark;
import dev.tenk.bench.Options;
import dev.tenk.bench.report.Results;
import dev.tenk.bench.report.Table;
import dev.tenk.embedded.process.TemporaryHome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Pictures a second of processor time, beside sharp on the same libvips making the same: variants,
 * ThumbHash, dominant colour. In the form its documentation shows, a pipeline an output and the
 * colour by the statistics of the original; the same with those of the small picture; and written
 * as a cascade. The contenders take turns, so that what else the machine does meets them alike.
 */
public final class ImagesBenchmark implements Benchmark {

  private static final double NANOS = 1e9;
  private static final double MILLI = 1e6;

  @Override
  public String name() {
    return "images";
  }

  @Override
  public String description() {
    return "pictures a CPU-second, beside sharp (npm): --rounds 8 --warm-up 3";
  }

  @Override
  public void run(Options options) throws Exception {
    options.requireOnly("rounds", "warm-up");
    int rounds = (int) options.number("rounds", 8);
    int warmUp = (int) options.number("warm-up", 3);
    Table table =
        new Table("picture", "by", "a CPU-second", "CPU ms", "ms", "files", "KB", "Tenk is times");
    try (TemporaryHome home = TemporaryHome.create();
        SharpPeer sharp = SharpPeer.start()) {
      List<Contender> contenders =
          List.of(
              new WorkerContender(),
              sharp.form("sharp, a cascade", "cascade"),
              sharp.form("sharp, as usual, colour of the small one", "thrifty"),
              sharp.form("sharp, as usual", "usual"));
      for (Map.Entry<String, Path> original : Originals.write(home.directory()).entrySet()) {
        measure(table, original, contenders, warmUp, rounds);
      }
    }
    table.print(System.out);
    Results.of(name()).write(".csv", table.csv());
  }

  private static void measure(
      Table table,
      Map.Entry<String, Path> original,
      List<Contender> contenders,
      int warmUp,
      int rounds)
      throws IOException {
    Contender.Cost[][] costs = new Contender.Cost[contenders.size()][rounds];
    for (int round = -warmUp; round < rounds; round++) {
      for (int i = 0; i < contenders.size(); i++) {
        Contender.Cost cost = contenders.get(i).make(original.getValue());
        if (round >= 0) {
          costs[i][round] = cost;
        }
      }
    }
    double ours = medianCpuNanos(costs[0]);
    for (int i = 0; i < contenders.size(); i++) {
      double cpu = medianCpuNanos(costs[i]);
      double clock = Arrays.stream(costs[i]).mapToLong(Contender.Cost::nanos).average().orElse(0);
      Contender.Cost last = costs[i][rounds - 1];
      table.row(
          original.getKey(),
          contenders.get(i).name(),
          NANOS / cpu,
          cpu / MILLI,
          clock / MILLI,
          last.files(),
          last.bytes() / 1024,
          cpu / ours);
    }
  }

  private static double medianCpuNanos(Contender.Cost[] costs) {
    long[] sorted = Arrays.stream(costs).mapToLong(Contender.Cost::cpuNanos).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
