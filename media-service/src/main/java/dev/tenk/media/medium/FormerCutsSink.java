package dev.tenk.media.medium;

import dev.tenk.media.event.MediaOutbox;
import dev.tenk.platform.blob.BlobKey;
import dev.tenk.platform.blob.BlobStore;
import dev.tenk.platform.outbox.OutboxMessage;
import dev.tenk.platform.outbox.OutboxSink;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;

/**
 * Deletes the bytes of former cuts when their time is over, unless they are shown again.
 *
 * <p>With the row locked, so that no result is recorded meanwhile; and not while another cut is
 * wanted, since its worker may just have written the same bytes, which are named by their content.
 */
@ApplicationScoped
class FormerCutsSink implements OutboxSink {

  private static final Logger LOG = Logger.getLogger(FormerCutsSink.class);

  private final MediumRepository media;
  private final BlobStore blobs;
  private final Instance<MediaOutbox> outbox;

  /** Bounded by what the outbox has under way. */
  private final Executor threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("former-cuts-", 0).factory());

  /** The outbox knows its sinks, so it cannot be had before them. */
  FormerCutsSink(MediumRepository media, BlobStore blobs, Instance<MediaOutbox> outbox) {
    this.media = media;
    this.blobs = blobs;
    this.outbox = outbox;
  }

  @Override
  public String name() {
    return FormerCut.SINK;
  }

  @Override
  public CompletionStage<Void> send(OutboxMessage message) {
    FormerCut cut = FormerCut.of(message).orElse(null);
    if (cut == null) {
      LOG.errorf("a former cut cannot be read id=%s", message.id());
      return CompletableFuture.completedFuture(null);
    }
    return CompletableFuture.runAsync(
        () -> QuarkusTransaction.requiringNew().run(() -> delete(cut)), threads);
  }

  private void delete(FormerCut cut) {
    MediumEntity row = media.findForUpdate(cut.medium()).orElse(null);
    if (row == null || !row.status.takesRoom()) {
      return; // all of its bytes go
    }
    if (MediumCuts.isAnotherWanted(row)) {
      outbox.get().add(cut.message());
      return;
    }
    for (String key : cut.notIn(row.variants)) {
      try {
        blobs.delete(BlobKey.parse(key));
      } catch (IOException e) {
        throw new UncheckedIOException("the bytes of a former cut stay for now", e);
      }
    }
  }
}
