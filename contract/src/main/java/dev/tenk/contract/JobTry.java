package dev.tenk.contract;

import java.time.Instant;

/**
 * A try of a job that did not end it.
 *
 * @param at when it was given up
 * @param by the process that tried
 * @param reason why, in one line
 */
public record JobTry(Instant at, String by, String reason) {}
