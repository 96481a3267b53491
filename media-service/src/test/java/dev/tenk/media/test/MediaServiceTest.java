package dev.tenk.media.test;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.contract.CloudEvent;
import dev.tenk.contract.EventCodec;
import dev.tenk.contract.EventData;
import dev.tenk.contract.MalformedEventException;
import dev.tenk.contract.MediaProcessed;
import dev.tenk.contract.MediaResult;
import dev.tenk.contract.MediaUploaded;
import dev.tenk.contract.ProcessedVariant;
import dev.tenk.contract.Queues;
import dev.tenk.embedded.test.BrokerResource;
import dev.tenk.embedded.test.PostgresResource;
import dev.tenk.media.medium.MediumBlobs;
import dev.tenk.platform.blob.BlobConfig;
import dev.tenk.platform.blob.BlobKey;
import dev.tenk.platform.blob.BlobStore;
import dev.tenk.platform.broker.Broker;
import dev.tenk.platform.broker.BrokerSender;
import dev.tenk.platform.broker.Settlement;
import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.id.ShardedIds;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;

/** The service on real engines, with the test in the worker's place. */
@QuarkusTestResource(
    value = PostgresResource.class,
    initArgs = @ResourceArg(name = "service", value = "media"))
@QuarkusTestResource(BrokerResource.class)
public abstract class MediaServiceTest {

  @Inject protected BlobStore blobs;
  @Inject protected ShardedIds ids;
  @Inject BlobConfig blobConfig;
  @Inject DataSource dataSource;
  @Inject Broker broker;
  @Inject UploadedEvents uploaded;

  /** An account that has nothing yet. */
  protected ShardedId owner;

  @BeforeEach
  void newOwner() {
    owner = ids.newOwner();
  }

  /** A request of this account. */
  protected static RequestSpecification as(ShardedId account) {
    return given().header("Authorization", "Bearer " + TestTokens.of(account));
  }

  /** Uploads a picture as the owner. */
  protected ShardedId upload(byte[] picture) {
    String id =
        as(owner)
            .contentType("image/jpeg")
            .body(picture)
            .post("/v1/media")
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    return ShardedId.parse(id).orElseThrow();
  }

  /** Reports a result in the worker's name, and waits until the service has recorded it. */
  protected void report(MediaResult result) {
    send(
        EventCodec.encode(
            new CloudEvent<>(
                UUID.randomUUID(),
                "/worker-service",
                result.mediumId().toString(),
                Instant.now(),
                result)));
  }

  /** Sends this to the results' queue. */
  protected void send(byte[] body) {
    BrokerSender results = uploaded.results();
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .ignoreExceptions()
        .until(
            () -> {
              results
                  .send(UUID.randomUUID().toString(), CloudEvent.CONTENT_TYPE, body)
                  .toCompletableFuture()
                  .join();
              return true;
            });
  }

  /** The event that told the workers of the medium. */
  protected MediaUploaded eventOf(ShardedId medium) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> uploaded.events.get(medium.value()), event -> event != null);
  }

  /** A result with one thumbnail in each format, whose bytes are in the store. */
  protected MediaProcessed processed(ShardedId medium) throws IOException {
    return new MediaProcessed(
        medium.value(),
        1,
        640,
        480,
        "1QcSHQRnh493V4dIh4eXh1h4kJUI",
        List.of(
            variant(medium, "webp", "webp bytes".getBytes(UTF_8)),
            variant(medium, "jpg", "jpeg bytes".getBytes(UTF_8))));
  }

  private ProcessedVariant variant(ShardedId medium, String format, byte[] bytes)
      throws IOException {
    String name = UUID.nameUUIDFromBytes(bytes).toString().replace("-", "") + "." + format;
    BlobKey key = new BlobKey(MediumBlobs.COLLECTION, medium.toString(), name);
    blobs.put(key, bytes);
    return new ProcessedVariant("thumb", format, 320, 240, bytes.length, key.toString());
  }

  /** Waits until the medium has the status. */
  protected ValidatableResponse awaitStatus(ShardedId medium, String status) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> given().get("/v1/media/" + medium).path("status"), status::equals);
    return given().get("/v1/media/" + medium).then();
  }

  /** How many rows the owner has, of any status. */
  protected int rowsOf(ShardedId account) throws SQLException {
    try (var connection = dataSource.getConnection();
        var query = connection.prepareStatement("SELECT count(*) FROM medium WHERE owner = ?")) {
      query.setObject(1, account.value());
      try (var row = query.executeQuery()) {
        assertThat(row.next()).isTrue();
        return row.getInt(1);
      }
    }
  }

  /** All files of the blob store, staged ones too. */
  protected Set<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(blobConfig.directory())) {
      return Set.copyOf(files.filter(Files::isRegularFile).toList());
    }
  }

  /** Takes the workers' queue from the start of the service on. */
  @Singleton
  static final class UploadedEvents {

    final Map<UUID, MediaUploaded> events = new ConcurrentHashMap<>();
    private final BrokerSender results;

    UploadedEvents(Broker broker) {
      results = broker.sender(Queues.MEDIA_RESULTS);
      broker.receive(
          Queues.MEDIA_UPLOADED,
          16,
          message -> {
            try {
              EventData data = EventCodec.decode(message.body()).data();
              if (data instanceof MediaUploaded event) {
                events.put(event.mediumId(), event);
              }
              return CompletableFuture.completedFuture(Settlement.ACCEPT);
            } catch (MalformedEventException e) {
              return CompletableFuture.failedFuture(e);
            }
          });
    }

    BrokerSender results() {
      return results;
    }
  }
}
