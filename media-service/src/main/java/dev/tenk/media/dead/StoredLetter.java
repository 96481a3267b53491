package dev.tenk.media.dead;

import dev.tenk.platform.broker.BrokerMessage;
import dev.tenk.platform.broker.DeadLetters;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** What is kept of a dead letter, as it came. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record StoredLetter(
    UUID id,
    short bucket,
    String queue,
    String reason,
    long deliveries,
    String contentType,
    byte[] body) {

  private static final String BY_BROKER =
      "broker: it was rejected, or delivered too often, without a word from its consumer";

  static StoredLetter of(String queue, short bucket, BrokerMessage message) {
    String type = message.contentType();
    String count = message.properties().getOrDefault(DeadLetters.DELIVERIES, "0");
    return new StoredLetter(
        idOf(queue, message),
        bucket,
        queue,
        message.properties().getOrDefault(DeadLetters.REASON, BY_BROKER),
        count.matches("[0-9]{1,9}") ? Long.parseLong(count) : 0,
        type == null ? "application/octet-stream" : type,
        message.body());
  }

  /** The same message of the same queue has the same id. */
  private static UUID idOf(String queue, BrokerMessage message) {
    String name = queue + " " + message.id() + " " + UUID.nameUUIDFromBytes(message.body());
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }
}
