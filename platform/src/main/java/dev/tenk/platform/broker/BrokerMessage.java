package dev.tenk.platform.broker;

/**
 * A received message.
 *
 * @param body the payload
 * @param deliveryCount how often it was tried and failed before: 0 at the first delivery
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and copying each payload would be waste
public record BrokerMessage(byte[] body, long deliveryCount) {}
