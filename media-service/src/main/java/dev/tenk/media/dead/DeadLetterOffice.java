package dev.tenk.media.dead;

import dev.tenk.contract.CloudEvent;
import dev.tenk.contract.EventCodec;
import dev.tenk.contract.EventData;
import dev.tenk.contract.MalformedEventException;
import dev.tenk.contract.MediaUploaded;
import dev.tenk.media.event.MediaOutbox;
import dev.tenk.media.medium.MediumRegistry;
import dev.tenk.platform.broker.BrokerMessage;
import dev.tenk.platform.http.ProblemException;
import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.outbox.OutboxMessage;
import dev.tenk.platform.page.TimeCursor;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps dead letters in the database: any broker's can be listed, shown and sent again there, and
 * what becomes of one commits with what it causes. All methods block.
 */
@ApplicationScoped
public class DeadLetterOffice {

  private static final Logger LOG = Logger.getLogger(DeadLetterOffice.class);

  private final DeadLetterTable letters;
  private final MediumRegistry media;
  private final MediaOutbox outbox;
  private final MeterRegistry metrics;

  DeadLetterOffice(
      DeadLetterTable letters, MediumRegistry media, MediaOutbox outbox, MeterRegistry metrics) {
    this.letters = letters;
    this.media = media;
    this.outbox = outbox;
    this.metrics = metrics;
  }

  /** Keeps a message, once; the medium whose job it was fails, so that its owner hears of it. */
  @Transactional
  public void keep(String queue, BrokerMessage message) {
    Optional<ShardedId> about = eventOf(message.body()).flatMap(DeadLetterOffice::subject);
    letters.add(StoredLetter.of(queue, about.map(ShardedId::bucket).orElse((short) 0), message));
    eventOf(message.body())
        .filter(event -> event.data() instanceof MediaUploaded)
        .flatMap(DeadLetterOffice::subject)
        .ifPresent(media::putAside);
    metrics.counter("tenk.dead.letters", "queue", queue).increment();
  }

  /** Oldest first. */
  @Transactional
  List<DeadLetter> list(@Nullable String queue, @Nullable TimeCursor after, int limit) {
    return letters.list(queue, after, limit);
  }

  /** With its body. */
  @Transactional
  public DeadLetter get(UUID id) {
    return letters.find(id).orElseThrow(DeadLetterOffice::notFound);
  }

  /** Sends it to its queue again, by the outbox; a job forgets its tries. */
  @Transactional
  public void replay(UUID id) {
    StoredLetter letter = letters.remove(id).orElseThrow(DeadLetterOffice::notFound);
    outbox.add(
        new OutboxMessage(
            UUID.randomUUID(),
            letter.bucket(),
            letter.queue(),
            letter.contentType(),
            withoutTries(letter.body())));
    LOG.infof("a dead letter is sent again id=%s queue=%s", id, letter.queue());
  }

  /** Forgets it. */
  @Transactional
  public void drop(UUID id) {
    StoredLetter letter = letters.remove(id).orElseThrow(DeadLetterOffice::notFound);
    LOG.infof("a dead letter is dropped id=%s queue=%s", id, letter.queue());
  }

  private static byte[] withoutTries(byte[] body) {
    return eventOf(body)
        .filter(event -> event.data() instanceof MediaUploaded)
        .map(DeadLetterOffice::untried)
        .orElse(body);
  }

  private static byte[] untried(CloudEvent<? extends EventData> event) {
    var fresh = ((MediaUploaded) event.data()).untried();
    return EventCodec.encode(
        new CloudEvent<>(event.id(), event.source(), event.subject(), event.time(), fresh));
  }

  private static Optional<CloudEvent<? extends EventData>> eventOf(byte[] body) {
    try {
      return Optional.of(EventCodec.decode(body));
    } catch (MalformedEventException e) {
      return Optional.empty();
    }
  }

  private static Optional<ShardedId> subject(CloudEvent<? extends EventData> event) {
    return ShardedId.parse(event.subject());
  }

  private static ProblemException notFound() {
    return ProblemException.notFound("There is no such dead letter.");
  }
}
