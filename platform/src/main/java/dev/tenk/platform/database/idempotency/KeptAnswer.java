package dev.tenk.platform.database.idempotency;

import org.jspecify.annotations.Nullable;

/**
 * What the first request was answered.
 *
 * @param fingerprint of that request
 * @param location the header, where there was one
 * @param body JSON, where there was one
 */
record KeptAnswer(
    String fingerprint, int status, @Nullable String location, @Nullable String body) {}
