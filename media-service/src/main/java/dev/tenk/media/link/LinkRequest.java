package dev.tenk.media.link;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * Links that somebody asks for.
 *
 * @param expiresIn how long they shall be good, in seconds; a quarter of an hour by default
 * @param original whether one to the original is wanted, with all that it says; not by default
 */
@RegisterForReflection
record LinkRequest(@Min(1) @Nullable Integer expiresIn, @Nullable Boolean original) {}
