package dev.tenk.media.result;

import dev.tenk.contract.MediaDeferred;
import dev.tenk.contract.Queues;
import dev.tenk.media.event.MediaOutbox;
import dev.tenk.media.medium.MediumRegistry;
import dev.tenk.platform.id.ShardedId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;

/**
 * Sends again what a worker could not do, from the outbox and after the delay that it asked for.
 *
 * <p>Brokers have no delay in common; the outbox has one. What was deferred goes to the bulk queue,
 * so that the pile after an outage does not stand before new uploads.
 */
@ApplicationScoped
public class Deferrals {

  private static final Duration LONGEST = Duration.ofDays(1);

  private final MediumRegistry media;
  private final MediaOutbox outbox;

  Deferrals(MediumRegistry media, MediaOutbox outbox) {
    this.media = media;
    this.outbox = outbox;
  }

  /**
   * Has the job wait, once: a deferral that is delivered again while it waits changes nothing, nor
   * does one of a medium that is done or gone. Blocking.
   *
   * @param at when the worker deferred it, by the clock that also set its end
   */
  @Transactional
  public void sendLater(MediaDeferred deferred, Instant at) {
    ShardedId id = new ShardedId(deferred.mediumId());
    Duration asked = Duration.between(at, deferred.notBefore());
    Duration delay = asked.isNegative() ? Duration.ZERO : asked;
    delay = delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
    if (media.defer(id, delay)) {
      outbox.add(id, Queues.MEDIA_BULK, deferred.job(), delay);
    }
  }
}
