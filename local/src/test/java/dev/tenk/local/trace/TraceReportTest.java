package dev.tenk.local.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenk.local.trace.ReceivedSpan.Kind;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TraceReportTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final long MILLI = 1_000_000;

  @Test
  void tellsWhatEachTookForItselfAndWhatWaited() {
    String report =
        TraceReport.of(
            List.of(
                span("1", "", "media-service", "POST /v1/media", Kind.SERVER, 0, 10, Map.of()),
                span("2", "1", "media-service", "INSERT", Kind.CLIENT, 2, 6, postgresql()),
                span("3", "1", "media-service", "SELECT", Kind.CLIENT, 5, 8, postgresql()),
                span("4", "1", "media-service", "send q", Kind.PRODUCER, 15, 17, Map.of()),
                span("5", "4", "worker-service", "process q", Kind.CONSUMER, 20, 50, Map.of())));

    assertThat(report)
        .startsWith("POST /v1/media: 50.00 ms")
        .contains(
            "    0.00     10.00      4.00    media-service: POST /v1/media",
            "    2.00      4.00      4.00      postgresql: INSERT",
            "              5.00                waiting in the outbox",
            "   15.00      2.00      2.00      send q",
            "   20.00     30.00     30.00        worker-service: process q",
            "    7.00    media-service: postgresql",
            "    5.00    waiting in the outbox",
            "    3.00    waiting in the queue",
            "    2.00    the broker's acceptance");
  }

  @Test
  void saysThatNothingIsKnown() {
    assertThat(TraceReport.of(List.of())).isEqualTo("Nothing is known of this trace.\n");
  }

  @Test
  void readsAnExportOfOtlp() {
    byte[] span =
        join(
            bytes(1, HexFormat.of().parseHex(TRACE)),
            bytes(2, HexFormat.of().parseHex("00f067aa0ba902b7")),
            bytes(5, text("GET /x")),
            new byte[] {6 << 3, 2},
            fixed64(7, 1_000),
            fixed64(8, 3_000),
            bytes(9, attribute("db.system", "redis")));
    byte[] resource = bytes(1, bytes(1, attribute("service.name", "media-service")));
    byte[] export = bytes(1, join(resource, bytes(2, bytes(2, span))));

    assertThat(OtlpSpans.decode(export))
        .containsExactly(
            new ReceivedSpan(
                TRACE,
                "00f067aa0ba902b7",
                "",
                "media-service",
                "GET /x",
                Kind.SERVER,
                1_000,
                3_000,
                Map.of("db.system", "redis")));
    assertThatThrownBy(() -> OtlpSpans.decode(new byte[] {10, 100, 1}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static ReceivedSpan span(
      String id,
      String parent,
      String service,
      String name,
      Kind kind,
      long beginMillis,
      long endMillis,
      Map<String, String> attributes) {
    return new ReceivedSpan(
        TRACE, id, parent, service, name, kind, beginMillis * MILLI, endMillis * MILLI, attributes);
  }

  private static Map<String, String> postgresql() {
    return Map.of("db.system", "postgresql");
  }

  private static byte[] attribute(String name, String value) {
    return join(bytes(1, text(name)), bytes(2, bytes(1, text(value))));
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] bytes(int field, byte[] value) {
    assertThat(value.length).isLessThan(1 << 14);
    byte[] head = {
      (byte) (field << 3 | 2), (byte) (value.length & 0x7f | 0x80), (byte) (value.length >> 7)
    };
    return join(head, value);
  }

  private static byte[] fixed64(int field, long value) {
    return ByteBuffer.allocate(9)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) (field << 3 | 1))
        .putLong(value)
        .array();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
