package dev.tenk.platform.broker;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A received message.
 *
 * @param id as its sender gave it; null where it gave none
 * @param contentType media type of the body, where the sender said it
 * @param body the payload
 * @param deliveryCount how often it was tried and failed before: 0 at the first delivery
 * @param properties the application's properties that are text
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and copying each payload would be waste
public record BrokerMessage(
    @Nullable String id,
    @Nullable String contentType,
    byte[] body,
    long deliveryCount,
    Map<String, String> properties) {}
