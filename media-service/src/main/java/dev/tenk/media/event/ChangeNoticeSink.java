package dev.tenk.media.event;

import dev.tenk.platform.cache.Caches;
import dev.tenk.platform.outbox.OutboxMessage;
import dev.tenk.platform.outbox.OutboxSink;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Tells all pods of changes: a short Redis stream that each of them follows. */
@ApplicationScoped
public class ChangeNoticeSink implements OutboxSink {

  private static final Logger LOG = Logger.getLogger(ChangeNoticeSink.class);

  /** A pod that misses more of them reads what changed from the database. */
  private static final int KEPT = 1_000;

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Redis redis;
  private final Caches caches;

  ChangeNoticeSink(Redis redis, Caches caches) {
    this.redis = redis;
    this.caches = caches;
  }

  @Override
  public String name() {
    return ChangeNotice.SINK;
  }

  @Override
  public boolean isReady() {
    return caches.isRedisAvailable();
  }

  @Override
  public CompletionStage<Void> send(OutboxMessage message) {
    return ChangeNotice.of(message)
        .map(this::tell)
        .orElseGet(
            () -> {
              LOG.errorf("a notice cannot be read id=%s", message.id());
              return CompletableFuture.completedFuture(null);
            });
  }

  private CompletionStage<Void> tell(ChangeNotice notice) {
    return redis
        .send(
            Request.cmd(Command.XADD)
                .arg(ChangeNotice.STREAM)
                .arg("MAXLEN")
                .arg("~")
                .arg(KEPT)
                .arg("*")
                .arg(notice.owner().toString())
                .arg(notice.medium().toString()))
        .<Void>mapEmpty()
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }
}
