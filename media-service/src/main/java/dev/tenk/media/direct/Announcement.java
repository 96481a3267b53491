package dev.tenk.media.direct;

import dev.tenk.media.medium.FocalPoint;
import dev.tenk.media.medium.MediumDescription;
import dev.tenk.media.medium.Visibility;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An upload that is to come.
 *
 * @param bytes how many
 * @param sha256 their digest, 64 lower-case hexadecimal digits
 * @param visibility who may see it; everyone where nothing is said
 * @param alt words for those who cannot see it
 * @param tags words by which its owner orders media
 * @param focalPoint where others should look
 * @param fileName what its owner calls the file
 */
@RegisterForReflection
record Announcement(
    @NotNull @Min(1) Long bytes,
    @NotNull @Pattern(regexp = "[0-9a-f]{64}", message = "must be 64 lower-case hexadecimal digits")
        String sha256,
    @Nullable Visibility visibility,
    @Nullable String alt,
    @Nullable List<@Nullable String> tags,
    @Valid @Nullable FocalPoint focalPoint,
    @Nullable String fileName) {

  MediumDescription toDescription() {
    return MediumDescription.of(
        visibility == null ? Visibility.PUBLIC : visibility,
        alt,
        tags == null ? List.of() : tags,
        focalPoint,
        fileName);
  }
}
