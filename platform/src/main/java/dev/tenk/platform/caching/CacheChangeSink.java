package dev.tenk.platform.caching;

import dev.tenk.platform.cache.Caches;
import dev.tenk.platform.cache.shared.Change;
import dev.tenk.platform.outbox.OutboxMessage;
import dev.tenk.platform.outbox.OutboxSink;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jboss.logging.Logger;

/**
 * Carries out invalidations that wait in the outbox: those that were not carried out by the process
 * that committed them, and the edge's part of all.
 */
@ApplicationScoped
@IfBuildProperty(name = "tenk.cache.enabled", stringValue = "true")
public class CacheChangeSink implements OutboxSink {

  private static final Logger LOG = Logger.getLogger(CacheChangeSink.class);
  private static final String NAME = "cache";
  private static final String CONTENT_TYPE = "text/plain";

  private final Caches caches;
  private final EdgePurge edge;

  CacheChangeSink(Caches caches, EdgePurge edge) {
    this.caches = caches;
    this.edge = edge;
  }

  /** A change as a message of the outbox. */
  public static OutboxMessage message(short bucket, Change change) {
    return message(bucket, change, Duration.ZERO);
  }

  /** The same, to be carried out after a delay. */
  public static OutboxMessage message(short bucket, Change change, Duration delay) {
    return new OutboxMessage(
        change.version(),
        bucket,
        NAME,
        CONTENT_TYPE,
        change.toString().getBytes(StandardCharsets.UTF_8),
        delay);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean isReady() {
    return caches.isRedisAvailable();
  }

  @Override
  public CompletionStage<Void> send(OutboxMessage message) {
    return Change.parse(new String(message.body(), StandardCharsets.UTF_8))
        .map(change -> caches.replay(change).thenCompose(done -> edge.purge(change)))
        .orElseGet(
            () -> {
              LOG.errorf("an invalidation cannot be read id=%s", message.id());
              return CompletableFuture.completedFuture(null);
            });
  }
}
