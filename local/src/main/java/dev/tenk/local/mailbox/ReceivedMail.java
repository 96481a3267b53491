package dev.tenk.local.mailbox;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Instant;

/**
 * A mail that arrived.
 *
 * @param number how many arrived before it in this run
 * @param receivedAt when
 * @param to to which address
 * @param subject one line
 * @param text plain text
 */
public record ReceivedMail(
    long number,
    @JsonFormat(shape = JsonFormat.Shape.STRING) Instant receivedAt,
    String to,
    String subject,
    String text) {}
