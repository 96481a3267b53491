package dev.tenk.platform.broker;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Puts aside what a queue's consumer cannot handle, with the reason.
 *
 * <p>The consumer sends it to the dead letters itself and settles the original when the broker has
 * the copy: a broker that dead-letters by its own limit says no reason, and each says it in its own
 * way. That limit stays behind it as a net, so ours must be the lower one.
 */
public final class DeadLetters {

  /** Put before a queue's name to name that of its dead letters. */
  public static final String PREFIX = "dead.";

  /** Property: why it was put aside, in one line. */
  public static final String REASON = "tenk-reason";

  /** Property: how often it had been tried before. */
  public static final String DELIVERIES = "tenk-deliveries";

  /** A message that was delivered so often before is put aside. Brokers give up at five. */
  public static final int MAX_DELIVERIES = 3;

  private static final Logger LOG = Logger.getLogger(DeadLetters.class);
  private static final int MAX_REASON = 1_000;

  private final BrokerSender sender;
  private final String queue;
  private final Duration pause;

  /**
   * The dead letters of a queue.
   *
   * @param pause before a message is given back that cannot be handled or put aside now
   */
  public DeadLetters(Broker broker, String queue, Duration pause) {
    this.sender = broker.sender(PREFIX + queue);
    this.queue = queue;
    this.pause = pause;
  }

  /** Puts the message aside; it comes again when that cannot be done now. */
  public CompletionStage<Settlement> put(BrokerMessage message, String reason) {
    return put(message, message.body(), reason);
  }

  /** The same, with another body that tells more. */
  public CompletionStage<Settlement> put(BrokerMessage message, byte[] body, String text) {
    String reason = text.lines().findFirst().orElse("none");
    LOG.errorf("to the dead letters: %s queue=%s id=%s", reason, queue, message.id());
    String type = message.contentType();
    String id = message.id();
    return sender
        .send(
            id == null ? idOf(body) : id,
            type == null ? "application/octet-stream" : type,
            body,
            properties(message, reason))
        .thenApply(put -> Settlement.ACCEPT)
        .exceptionallyCompose(failure -> later(Settlement.RELEASE));
  }

  private static Map<String, String> properties(BrokerMessage message, String reason) {
    Map<String, String> properties = new HashMap<>(message.traceProperties());
    properties.put(REASON, shortened(reason));
    properties.put(DELIVERIES, Long.toString(message.deliveryCount()));
    return properties;
  }

  /**
   * What becomes of a message whose handling failed: outages do not count, anything else does, and
   * ends here when it was tried often enough.
   */
  public CompletionStage<Settlement> failed(BrokerMessage message, Throwable failure) {
    if (Outages.isOutage(failure)) {
      LOG.warnf("given back: queue=%s: %s", queue, failure);
      return later(Settlement.RELEASE);
    }
    if (message.deliveryCount() + 1 >= MAX_DELIVERIES) {
      return put(message, "failed: " + Outages.root(failure));
    }
    LOG.error("a message could not be handled queue=" + queue, failure);
    return later(Settlement.RETRY);
  }

  /** The pause keeps a message from spinning; its credit is not used meanwhile. */
  private CompletionStage<Settlement> later(Settlement settlement) {
    return new CompletableFuture<Settlement>()
        .completeOnTimeout(settlement, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The same body is the same dead letter. */
  private static String idOf(byte[] body) {
    return UUID.nameUUIDFromBytes(body).toString();
  }

  private static String shortened(String reason) {
    byte[] bytes = reason.getBytes(StandardCharsets.UTF_8);
    return bytes.length <= MAX_REASON ? reason : reason.substring(0, MAX_REASON / 4);
  }
}
