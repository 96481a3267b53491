package dev.tenk.media.medium;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What an owner may change.
 *
 * @param alt words for those who cannot see the picture, up to 1,500 characters; null removes them
 */
@RegisterForReflection
public record MediumChange(
    @Nullable @Size(max = 1500, message = "may have at most 1500 characters") String alt) {}
