package dev.tenk.media.dead;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Dead letters, oldest first. */
@RegisterForReflection
public record DeadLetterPage(List<DeadLetter> items, @Nullable String next) {}
