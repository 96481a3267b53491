package dev.tenk.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {

  private static final UUID MEDIUM = UUID.fromString("01980000-0000-7abc-8000-000000000001");
  private static final UUID OWNER = UUID.fromString("01980000-0000-7abc-8000-000000000002");
  private static final ObjectMapper JSON = new ObjectMapper();

  record Golden(String file, CloudEvent<?> event) {}

  static Stream<Golden> golden() {
    return Stream.of(
        new Golden(
            "media.uploaded.v1.json",
            new CloudEvent<>(
                UUID.fromString("0197a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b"),
                "/media-service",
                MEDIUM.toString(),
                Instant.parse("2026-05-04T03:02:01.123456Z"),
                new MediaUploaded(
                    MEDIUM,
                    OWNER,
                    "media/" + MEDIUM + "/original",
                    "image/jpeg",
                    4194304,
                    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"))),
        new Golden(
            "media.deferred.v1.json",
            new CloudEvent<>(
                UUID.fromString("0197a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2f"),
                "/worker-service",
                MEDIUM.toString(),
                Instant.parse("2026-05-04T03:02:05Z"),
                new MediaDeferred(
                    new MediaUploaded(
                            MEDIUM, OWNER, "media/" + MEDIUM + "/original", "image/png", 7, "e3b0")
                        .tried(
                            new JobTry(
                                Instant.parse("2026-05-04T03:02:05Z"),
                                "worker-1",
                                "blob_store: it does not answer")),
                    Instant.parse("2026-05-04T03:02:10Z")))),
        new Golden(
            "media.processed.v1.json",
            new CloudEvent<>(
                UUID.fromString("0197a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2c"),
                "/worker-service",
                MEDIUM.toString(),
                Instant.parse("2026-05-04T03:02:02Z"),
                new MediaProcessed(
                    MEDIUM,
                    1,
                    3000,
                    4000,
                    "1QcSHQRnh493V4dIh4eXh1h4kJUI",
                    null,
                    List.of(
                        new ProcessedVariant(
                            "thumb",
                            "webp",
                            240,
                            320,
                            9876,
                            "media/" + MEDIUM + "/0123456789abcdef0123456789abcdef.webp"))))),
        new Golden(
            "media.failed.v1.json",
            new CloudEvent<>(
                UUID.fromString("0197a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2d"),
                "/worker-service",
                MEDIUM.toString(),
                Instant.parse("2026-05-04T03:02:02Z"),
                new MediaFailed(
                    MEDIUM, 1, "corrupt_image", "The picture ends before its data do."))),
        new Golden(
            "media.withdrawn.v1.json",
            new CloudEvent<>(
                UUID.fromString("0197a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a30"),
                "/media-service",
                MEDIUM.toString(),
                Instant.parse("2026-05-04T03:02:09Z"),
                new MediaWithdrawn(MEDIUM, OWNER))),
        new Golden(
            "account.deleted.v1.json",
            new CloudEvent<>(
                UUID.fromString("0197a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2e"),
                "/user-service",
                OWNER.toString(),
                Instant.parse("2026-06-03T03:02:01Z"),
                new AccountDeleted(OWNER))));
  }

  @ParameterizedTest
  @MethodSource("golden")
  void writesTheGoldenFile(Golden golden) throws IOException {
    JsonNode written = JSON.readTree(EventCodec.encode(golden.event()));

    assertThat(written).isEqualTo(JSON.readTree(read(golden.file())));
  }

  @ParameterizedTest
  @MethodSource("golden")
  void readsTheGoldenFile(Golden golden) throws Exception {
    assertThat(EventCodec.decode(read(golden.file()))).isEqualTo(golden.event());
  }

  @ParameterizedTest
  @MethodSource("golden")
  void ignoresFieldsOfALaterVersion(Golden golden) throws Exception {
    ObjectNode json = (ObjectNode) JSON.readTree(read(golden.file()));
    json.put("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    ((ObjectNode) json.get("data")).put("later", true);

    assertThat(EventCodec.decode(JSON.writeValueAsBytes(json))).isEqualTo(golden.event());
  }

  @ParameterizedTest
  @MethodSource("golden")
  void refusesAnEventThatLacksAField(Golden golden) throws IOException {
    ObjectNode whole = (ObjectNode) JSON.readTree(read(golden.file()));
    for (var fields = whole.get("data").fieldNames(); fields.hasNext(); ) {
      ObjectNode json = whole.deepCopy();
      ((ObjectNode) json.get("data")).remove(fields.next());
      byte[] bytes = JSON.writeValueAsBytes(json);

      assertThatThrownBy(() -> EventCodec.decode(bytes))
          .isInstanceOf(MalformedEventException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "{", "{}", "\"x\"", "{\"specversion\":\"0.3\"}"})
  void refusesWhatIsNoEvent(String json) {
    assertThatThrownBy(() -> EventCodec.decode(json.getBytes(UTF_8)))
        .isInstanceOf(MalformedEventException.class);
  }

  @Test
  void carriesWhatMayBeAbsent() throws Exception {
    EventData job =
        new MediaUploaded(MEDIUM, OWNER, "key", "image/png", 7, "e3b0", 0.25, 1.0, 3, List.of());
    EventData made = new MediaProcessed(MEDIUM, 1, 3, 4, "1Qc", "#a0522d", List.of(), 3);
    EventData failed = new MediaFailed(MEDIUM, 1, "timeout", "Too slow.", 3);
    for (EventData data : List.of(job, made, failed)) {
      var event = new CloudEvent<>(MEDIUM, "/media-service", "x", Instant.EPOCH, data);

      assertThat(EventCodec.decode(EventCodec.encode(event))).isEqualTo(event);
    }
  }

  @ParameterizedTest
  @MethodSource("golden")
  void refusesAFieldThatIsNull(Golden golden) throws IOException {
    ObjectNode json = (ObjectNode) JSON.readTree(read(golden.file()));
    ObjectNode data = (ObjectNode) json.get("data");
    data.putNull(data.fieldNames().next());

    assertThatThrownBy(() -> EventCodec.decode(JSON.writeValueAsBytes(json)))
        .isInstanceOf(MalformedEventException.class);
  }

  @Test
  void refusesATypeItDoesNotKnow() throws IOException {
    String json = new String(read("media.failed.v1.json"), UTF_8).replace("failed.v1", "failed.v2");

    assertThatThrownBy(() -> EventCodec.decode(json.getBytes(UTF_8)))
        .isInstanceOf(MalformedEventException.class)
        .hasMessage("unknown event type dev.tenk.media.failed.v2");
  }

  @Test
  void nativeImagesKnowEveryEvent() throws IOException {
    List<String> known = new ArrayList<>();
    try (var in =
        EventCodec.class.getResourceAsStream(
            "/META-INF/native-image/dev.tenk/contract/reachability-metadata.json")) {
      JSON.readTree(requireNonNull(in))
          .get("reflection")
          .forEach(entry -> known.add(entry.get("type").textValue()));
    }

    assertThat(known)
        .containsAll(golden().map(golden -> golden.event().data().getClass().getName()).toList());
  }

  private static byte[] read(String file) throws IOException {
    try (var in = EventCodecTest.class.getResourceAsStream("/golden/" + file)) {
      return requireNonNull(in).readAllBytes();
    }
  }
}
