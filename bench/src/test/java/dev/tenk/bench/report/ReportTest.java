package dev.tenk.bench.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

  @Test
  void alignsATableAndWritesItAsCsv() {
    // given
    Table table = new Table("call", "p50 us").row("get", 1234.5).row("list, long", 1.234);
    var out = new ByteArrayOutputStream();

    // when
    table.print(new PrintStream(out, true, UTF_8));

    // then
    assertThat(out.toString(UTF_8).lines())
        .containsExactly("call        p50 us", "get           1235", "list, long    1.23");
    assertThat(table.csv()).isEqualTo("call,p50 us\r\nget,1235\r\n\"list, long\",1.23\r\n");
  }

  @Test
  void tellsPercentilesToThreeDigits() {
    // given
    Latencies latencies = new Latencies();

    // when
    for (int micros = 1; micros <= 1_000; micros++) {
      latencies.record(Duration.ofNanos(micros * 1_000L).toNanos());
    }

    // then
    assertThat(latencies.count()).isEqualTo(1_000);
    assertThat(latencies.micros(50)).isBetween(499.5, 500.5);
    assertThat(latencies.micros(99)).isBetween(989.0, 991.0);
  }

  @Test
  void namesFilesByBenchmarkAndTime(@TempDir Path directory) throws IOException {
    // given
    Results results = Results.in(directory, "growth", Instant.parse("2026-01-02T03:04:05Z"));

    // when
    results.write(".csv", "a,b");

    // then
    assertThat(Files.readString(directory.resolve("growth-20260102T030405Z.csv"))).isEqualTo("a,b");
  }
}
