package dev.tenk.platform.outbox;

import java.util.concurrent.CompletionStage;

/**
 * Takes messages that do not go to the broker: an application-scoped bean of this type gets what
 * the outbox holds for its name, in the pod whose relay holds the bucket.
 */
public interface OutboxSink {

  /** What {@link OutboxMessage#queue()} says of the messages that it takes. */
  String name();

  /** Whether it can take any now; what waits stays in the outbox meanwhile. Must not block. */
  default boolean isReady() {
    return true;
  }

  /**
   * Takes the message; the row goes when the stage completes, and the message comes again later
   * when it fails. May come more than once. Called on the relay's thread: must not block for long.
   */
  CompletionStage<Void> send(OutboxMessage message);
}
