package dev.tenk.bench.flavour;

import dev.tenk.bench.engine.BrokerClient;
import dev.tenk.contract.CloudEvent;
import dev.tenk.contract.EventCodec;
import dev.tenk.contract.MediaUploaded;
import dev.tenk.contract.Queues;
import dev.tenk.platform.blob.BlobKey;
import dev.tenk.platform.blob.BlobStore;
import dev.tenk.platform.blob.DirectoryBlobStore;
import dev.tenk.platform.broker.Broker;
import dev.tenk.platform.broker.BrokerMessage;
import dev.tenk.platform.broker.BrokerSender;
import dev.tenk.platform.broker.Settlement;
import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.id.ShardedIds;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Stands in media-service's place at the worker's queues. */
final class Jobs implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int CREDIT = 64;

  private final Vertx vertx = Vertx.vertx();
  private final ShardedIds ids = new ShardedIds(InstantSource.system(), new SecureRandom());
  private final BlockingQueue<BrokerMessage> results = new LinkedBlockingQueue<>();
  private final BlobStore blobs;
  private final BrokerSender uploads;

  Jobs(String brokerUrl, Path blobDirectory) throws IOException {
    blobs = new DirectoryBlobStore(blobDirectory);
    Broker broker = BrokerClient.to(brokerUrl, vertx);
    uploads = broker.sender(Queues.MEDIA_UPLOADED);
    broker.receive(Queues.MEDIA_RESULTS, CREDIT, this::take);
  }

  /** Stores the picture and queues its processing. */
  void send(byte[] jpeg) throws IOException, InterruptedException {
    ShardedId owner = ids.newOwner();
    ShardedId medium = ids.newOwnedBy(owner);
    BlobKey key = new BlobKey("media", medium.toString(), "original");
    blobs.put(key, jpeg);
    var upload =
        new MediaUploaded(
            medium.value(),
            owner.value(),
            key.toString(),
            "image/jpeg",
            jpeg.length,
            "0".repeat(64));
    byte[] event =
        EventCodec.encode(
            new CloudEvent<>(
                UUID.randomUUID(), "/bench", medium.toString(), Instant.now(), upload));
    long limit = System.nanoTime() + LIMIT.toNanos();
    while (!accepted(event)) {
      if (System.nanoTime() > limit) {
        throw new IllegalStateException("the broker does not take the job");
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /** Waits for this many results. */
  void awaitResults(int number) throws InterruptedException {
    for (int i = 0; i < number; i++) {
      if (results.poll(LIMIT.toSeconds(), TimeUnit.SECONDS) == null) {
        throw new IllegalStateException("no result came within " + LIMIT);
      }
    }
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private boolean accepted(byte[] event) {
    return uploads
        .send(UUID.randomUUID().toString(), CloudEvent.CONTENT_TYPE, event)
        .handle((nothing, failure) -> failure == null)
        .toCompletableFuture()
        .join();
  }

  private CompletionStage<Settlement> take(BrokerMessage message) {
    results.add(message);
    return CompletableFuture.completedFuture(Settlement.ACCEPT);
  }
}
