package dev.tenk.bench.growth;

import dev.tenk.bench.Benchmark;
import dev.tenk.bench.Options;
import dev.tenk.bench.growth.MediaTable.Key;
import dev.tenk.bench.report.Latencies;
import dev.tenk.bench.report.Results;
import dev.tenk.bench.report.Table;
import dev.tenk.embedded.postgres.Postgres;
import dev.tenk.embedded.process.TemporaryHome;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Get-by-id and list-by-owner on tables of several sizes, side by side: one connection asks the
 * tables in turn, each time for another medium and another owner from all over the table, so that
 * whatever else happens on the machine meets all of them.
 */
public final class GrowthBenchmark implements Benchmark {

  private static final List<Long> ROWS = List.of(10_000L, 1_000_000L, 10_000_000L);
  private static final int CALLS = 20_000;
  private static final int KEYS = 50_000;
  private static final int SHARED_BUFFERS_MEGABYTES = 1024;

  @Override
  public String name() {
    return "growth";
  }

  @Override
  public String description() {
    return "get-by-id and list-by-owner as media grow: --rows 10_000,1_000_000,10_000_000 --calls 20_000 --shared-buffers 1024 (MB)";
  }

  @Override
  public void run(Options options) throws Exception {
    options.requireOnly("rows", "calls", "shared-buffers");
    List<Long> sizes = options.numbers("rows", ROWS);
    int calls = Math.toIntExact(options.number("calls", CALLS));
    long megabytes = options.number("shared-buffers", SHARED_BUFFERS_MEGABYTES);
    Results results = Results.of(name());
    try (TemporaryHome home = TemporaryHome.create();
        Postgres postgres = new Postgres(home.home())) {
      postgres.start();
      enlarge(postgres, megabytes);
      List<Measured> measured = new ArrayList<>();
      for (long rows : sizes) {
        long begin = System.nanoTime();
        MediaTable table = MediaTable.make(postgres, rows);
        System.out.printf(
            "%,d media made in %d s%n",
            rows, Duration.ofNanos(System.nanoTime() - begin).toSeconds());
        measured.add(Measured.of(table));
      }
      measure(measured, calls);
      for (Measured each : measured) {
        each.close();
      }
      report(measured, results);
    }
  }

  private static void enlarge(Postgres postgres, long megabytes) throws SQLException {
    try (Connection connection = postgres.primary().connect("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("ALTER SYSTEM SET shared_buffers = '" + megabytes + "MB'");
      statement.execute("ALTER SYSTEM SET max_wal_size = '4GB'");
      statement.execute("ALTER SYSTEM SET checkpoint_timeout = '1h'");
      statement.execute("ALTER SYSTEM SET autovacuum = off");
    }
    postgres.primary().stop();
    postgres.primary().start();
  }

  private static void measure(List<Measured> measured, int calls) throws Exception {
    for (int round = 0; round < 2; round++) {
      boolean warmUp = round == 0;
      for (int call = 0; call < calls; call++) {
        for (Measured each : measured) {
          each.call(call);
        }
      }
      if (warmUp) {
        measured.forEach(Measured::reset);
      }
    }
  }

  private static void report(List<Measured> measured, Results results) {
    Table table = new Table("query", "rows", "p50 us", "p99 us", "calls", "p50 / first");
    for (Kind kind : Kind.values()) {
      double first = measured.getFirst().latencies(kind).micros(50);
      for (Measured each : measured) {
        Latencies latencies = each.latencies(kind);
        table.row(
            kind.label,
            "%,d".formatted(each.rows()),
            latencies.micros(50),
            latencies.micros(99),
            latencies.count(),
            latencies.micros(50) / first);
        results.write("-%s-%d.hgrm".formatted(kind.label, each.rows()), latencies.distribution());
      }
    }
    System.out.println();
    table.print(System.out);
    results.write(".csv", table.csv());
  }

  /** The two queries, as the service sends them. */
  enum Kind {
    GET("get", "SELECT * FROM medium WHERE bucket = ? AND id = ?"),
    LIST(
        "list",
        "SELECT * FROM medium WHERE bucket = ? AND owner = ? AND status <> 'DELETED' ORDER BY id DESC LIMIT 21");

    private final String label;
    private final String sql;

    Kind(String label, String sql) {
      this.label = label;
      this.sql = sql;
    }
  }

  private record Measured(MediaTable table, List<Key> keys, Statements get, Statements list) {

    static Measured of(MediaTable table) throws SQLException {
      return new Measured(
          table,
          table.sample(KEYS),
          Statements.open(table, Kind.GET.sql),
          Statements.open(table, Kind.LIST.sql));
    }

    long rows() {
      return table.rows();
    }

    void call(int number) throws Exception {
      Key key = keys.get(number % keys.size());
      get.call(key.bucket(), key.id());
      list.call(key.bucket(), key.owner());
    }

    Latencies latencies(Kind kind) {
      return switch (kind) {
        case GET -> get.latencies();
        case LIST -> list.latencies();
      };
    }

    void reset() {
      get.latencies().reset();
      list.latencies().reset();
    }

    void close() throws SQLException {
      get.close();
      list.close();
    }
  }
}
