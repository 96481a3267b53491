package dev.tenk.media.upload;

import dev.tenk.media.medium.FocalPoint;
import dev.tenk.media.medium.MediumDescription;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a picture beside it in a form.
 *
 * @param visibility who may see it; everyone where nothing is said
 * @param alt words for those who cannot see it
 * @param tags words by which its owner orders media, each in a field of its own
 * @param fileName what its owner calls the file; by default what the file's part of the form says
 * @param focalX where others should look, from the left edge, 0, to the right, 1; with {@code
 *     focalY}
 * @param focalY the same from the top to the bottom
 */
@RegisterForReflection
record DescriptionForm(
    @RestForm
        @Pattern(regexp = SaidOfPicture.VISIBILITIES, message = SaidOfPicture.ONE_OF_VISIBILITIES)
        @Nullable String visibility,
    @RestForm @Size(max = MediumDescription.MAX_ALT) @Nullable String alt,
    @RestForm @Nullable List<String> tags,
    @RestForm @Nullable String fileName,
    @RestForm
        @DecimalMin(value = "0", message = FocalPoint.WITHIN)
        @DecimalMax(value = "1", message = FocalPoint.WITHIN)
        @Nullable Double focalX,
    @RestForm
        @DecimalMin(value = "0", message = FocalPoint.WITHIN)
        @DecimalMax(value = "1", message = FocalPoint.WITHIN)
        @Nullable Double focalY)
    implements SaidOfPicture {

  /** The same with this name for the file, where none was given. */
  DescriptionForm named(@Nullable String name) {
    return fileName == null
        ? new DescriptionForm(visibility, alt, tags, name, focalX, focalY)
        : this;
  }
}
