package dev.tenk.platform.broker;

import java.util.concurrent.CompletionStage;

/**
 * Handles messages of one queue. Called on the event loop: must not block, but may finish on any
 * thread.
 */
@FunctionalInterface
public interface BrokerHandler {

  /** Starts to handle the message; a failed stage is a {@link Settlement#RETRY}. */
  CompletionStage<Settlement> handle(BrokerMessage message);
}
