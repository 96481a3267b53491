package dev.tenk.media.test;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tenk.contract.CloudEvent;
import dev.tenk.contract.EventCodec;
import dev.tenk.contract.EventData;
import dev.tenk.contract.MediaProcessed;
import dev.tenk.contract.MediaResult;
import dev.tenk.contract.MediaUploaded;
import dev.tenk.contract.ProcessedVariant;
import dev.tenk.contract.Queues;
import dev.tenk.embedded.process.Directories;
import dev.tenk.media.medium.MediumBlobs;
import dev.tenk.platform.blob.BlobKey;
import dev.tenk.platform.blob.BlobStore;
import dev.tenk.platform.blob.DirectoryBlobStore;
import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.id.ShardedIds;
import io.quarkus.test.common.QuarkusTestResource;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/**
 * The service on real engines, with the test in the worker's place. It speaks to the service from
 * outside alone, so that the same tests run on the classes, the jar and the native executable.
 */
@QuarkusTestResource(MediaEngines.class)
public abstract class MediaServiceTest {

  /** Where dead letters are. */
  protected static final String DEAD = "/v1/media/dead-letters/";

  private static @Nullable QueueProbe queues;

  /** New ids, as the services make them. */
  protected final ShardedIds ids = new ShardedIds(InstantSource.system(), new SecureRandom());

  /** The service's blob store. */
  protected BlobStore blobs;

  /** An account that has nothing yet. */
  protected ShardedId owner;

  @BeforeEach
  void newOwner() throws IOException {
    owner = ids.newOwner();
    blobs = new DirectoryBlobStore(blobDirectory());
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
    report(result.mediumId(), result);
  }

  /** Reports anything of a medium in the worker's name. */
  protected void report(UUID medium, EventData result) {
    send(
        EventCodec.encode(
            new CloudEvent<>(
                UUID.randomUUID(), "/worker-service", medium.toString(), Instant.now(), result)));
  }

  /** Sends this to the results' queue. */
  protected void send(byte[] body) {
    sendTo(Queues.MEDIA_RESULTS, body);
  }

  /** Sends this to a queue that the service receives. */
  protected void sendTo(String queue, byte[] body) {
    queues().send(queue, body);
  }

  /** Waits until other services were told that the medium is not everybody's any more. */
  protected void awaitWithdrawn(ShardedId medium) {
    queues().awaitWithdrawn(medium.value());
  }

  /** Whether they were told by now. */
  protected boolean isWithdrawn(ShardedId medium) {
    return queues().isWithdrawn(medium.value());
  }

  /** Waits until this message of the queue was put aside. */
  protected void awaitDead(String queue, String body) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                deadLetters(queue).stream()
                    .anyMatch(id -> body.equals(asAdmin().get(DEAD + id).path("body"))));
  }

  /** Ids of the queue's dead letters. */
  protected static List<String> deadLetters(String queue) {
    return asAdmin().get(DEAD + "?queue=" + queue).path("items.id");
  }

  /** A request of an administrator. */
  protected static RequestSpecification asAdmin() {
    var admin = new ShardedIds(InstantSource.system(), new SecureRandom()).newOwner();
    return given().header("Authorization", "Bearer " + TestTokens.of(admin, List.of("admin")));
  }

  /** Puts a job aside in a worker's name. */
  protected void putAside(MediaUploaded job) {
    sendTo(
        QueueProbe.DEAD_JOBS,
        EventCodec.encode(
            new CloudEvent<>(
                UUID.randomUUID(),
                "/media-service",
                job.mediumId().toString(),
                Instant.now(),
                job)));
  }

  /** Waits for the next event of the medium, not for one that has come. */
  protected void forgetEventOf(ShardedId medium) {
    queues().forget(medium.value());
  }

  /** The job of the medium that came by the bulk queue. */
  protected MediaUploaded bulkEventOf(ShardedId medium) {
    return queues().awaitBulk(medium.value());
  }

  /** The next job of the medium that comes by the bulk queue, which is forgotten. */
  protected MediaUploaded nextBulkEventOf(ShardedId medium) {
    return queues().takeBulk(medium.value());
  }

  /** Whether the medium has another job in the bulk queue by now. */
  protected boolean hasBulkEvent(ShardedId medium) {
    return queues().hasBulk(medium.value());
  }

  /** The event that told the workers of the medium. */
  protected MediaUploaded eventOf(ShardedId medium) {
    return queues().awaitUploaded(medium.value());
  }

  /** A result with one thumbnail in each format, whose bytes are in the store. */
  protected MediaProcessed processed(ShardedId medium) throws IOException {
    return processed(
        medium,
        List.of(
            variant(medium, "webp", "webp bytes".getBytes(UTF_8)),
            variant(medium, "jpg", "jpeg bytes".getBytes(UTF_8))));
  }

  /** The same with a PNG, which is made only where it is the smallest. */
  protected MediaProcessed processedWithPng(ShardedId medium) throws IOException {
    return processed(
        medium,
        List.of(
            variant(medium, "webp", "webp bytes".getBytes(UTF_8)),
            variant(medium, "jpg", "jpeg bytes".getBytes(UTF_8)),
            variant(medium, "png", "png".getBytes(UTF_8))));
  }

  /** The result of the next version of the presets, with other bytes. */
  protected MediaProcessed processedAnew(ShardedId medium) throws IOException {
    return processed(medium, 2, List.of(variant(medium, "webp", "newer bytes".getBytes(UTF_8))));
  }

  /** A result that follows these wishes of the owner, with bytes of its own. */
  protected MediaProcessed processedBy(ShardedId medium, int revision) throws IOException {
    byte[] bytes = ("cut " + revision).getBytes(UTF_8);
    MediaProcessed first = processed(medium, List.of(variant(medium, "webp", bytes)));
    return new MediaProcessed(
        first.mediumId(),
        first.presetVersion(),
        first.width(),
        first.height(),
        first.placeholder(),
        first.dominantColour(),
        first.variants(),
        revision);
  }

  private static MediaProcessed processed(ShardedId medium, List<ProcessedVariant> variants) {
    return processed(medium, 1, variants);
  }

  private static MediaProcessed processed(
      ShardedId medium, int presetVersion, List<ProcessedVariant> variants) {
    return new MediaProcessed(
        medium.value(),
        presetVersion,
        640,
        480,
        "1QcSHQRnh493V4dIh4eXh1h4kJUI",
        "#a0522d",
        variants);
  }

  private ProcessedVariant variant(ShardedId medium, String format, byte[] bytes)
      throws IOException {
    String name = UUID.nameUUIDFromBytes(bytes).toString().replace("-", "") + "." + format;
    BlobKey key = new BlobKey(MediumBlobs.COLLECTION, medium.toString(), name);
    blobs.put(key, bytes);
    return new ProcessedVariant("thumb", format, 320, 240, bytes.length, key.toString());
  }

  /** Waits until everybody sees the medium with the status. */
  protected ValidatableResponse awaitStatus(ShardedId medium, String status) {
    awaitStatus(RestAssured::given, medium, status);
    return given().get("/v1/media/" + medium).then();
  }

  /** Waits until whoever makes these requests does; a failure tells the last whole answer. */
  protected static void awaitStatus(
      Supplier<RequestSpecification> request, ShardedId medium, String status) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> request.get().get("/v1/media/" + medium).asString(),
            answer -> answer.contains("\"status\":\"" + status + "\""));
  }

  /** All files of the blob store, staged ones too; the service goes on meanwhile. */
  protected Set<Path> files() throws IOException {
    return Directories.files(blobDirectory());
  }

  private static synchronized QueueProbe queues() {
    if (queues == null) {
      queues = new QueueProbe(MediaEngines.setting("tenk.broker.url"));
    }
    return queues;
  }

  private static Path blobDirectory() {
    return Path.of(MediaEngines.setting("tenk.blob.directory"));
  }
}
