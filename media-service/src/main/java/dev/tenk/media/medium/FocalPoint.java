package dev.tenk.media.medium;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;

/**
 * Where the owner wants others to look.
 *
 * @param x from the left edge of the upright picture, 0, to the right, 1
 * @param y from the top, 0, to the bottom, 1
 */
@RegisterForReflection
public record FocalPoint(
    @NotNull @DecimalMin(value = "0", message = WITHIN) @DecimalMax(value = "1", message = WITHIN)
        Double x,
    @NotNull @DecimalMin(value = "0", message = WITHIN) @DecimalMax(value = "1", message = WITHIN)
        Double y) {

  /** What a coordinate must be. */
  public static final String WITHIN = "must be from 0 to 1";
}
