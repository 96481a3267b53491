package dev.tenk.media.dead;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message that was put aside.
 *
 * @param id by which it is shown, sent again or dropped
 * @param queue where it was, and is sent again
 * @param reason why it was put aside: a word, a colon, and a line
 * @param deliveries how often it had been delivered before
 * @param putAsideAt when
 * @param body the message as text, with the tries it had; only where one is shown
 */
@RegisterForReflection
public record DeadLetter(
    UUID id,
    String queue,
    String reason,
    long deliveries,
    Instant putAsideAt,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String body) {}
