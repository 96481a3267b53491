package dev.tenk.bench.scenario;

import dev.tenk.bench.report.Table;
import java.io.IOException;
import java.util.List;

/** What is shown of contenders, of which the first is Tenk. */
final class PeerTables {

  private PeerTables() {}

  static Table results(List<Contender> contenders) throws IOException {
    Table table =
        new Table(
            "who",
            "most a second",
            "least",
            "best",
            "p50 ms",
            "p99 ms",
            "cores",
            "of engines",
            "RSS MiB",
            "failed");
    for (Contender each : contenders) {
      double[] most = each.rounds().stream().mapToDouble(Contender.Round::most).sorted().toArray();
      table.row(
          each.name(),
          each.median(Contender.Round::most),
          most[0],
          most[most.length - 1],
          each.millis(50),
          each.millis(99),
          each.median(Contender.Round::cores),
          each.median(Contender.Round::engineCores),
          each.residentMebibytes(),
          each.failed());
    }
    return table;
  }

  /** How many times better Tenk is than each; below 1 it is worse. */
  static Table ratios(List<Contender> contenders) throws IOException {
    Table table = new Table("Tenk beside", "most a second", "p50", "p99", "cores", "RSS");
    Contender tenk = contenders.getFirst();
    for (Contender other : contenders.subList(1, contenders.size())) {
      table.row(
          other.name(),
          tenk.median(Contender.Round::most) / other.median(Contender.Round::most),
          other.millis(50) / tenk.millis(50),
          other.millis(99) / tenk.millis(99),
          other.median(Contender.Round::cores) / tenk.median(Contender.Round::cores),
          other.residentMebibytes() / (double) tenk.residentMebibytes());
    }
    return table;
  }
}
