package dev.tenk.media.upload;

import dev.tenk.media.medium.FocalPoint;
import dev.tenk.media.medium.MediumDescription;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The same as {@link DescriptionForm} in the address, for a picture that is the whole body. */
@RegisterForReflection
record DescriptionQuery(
    @RestQuery
        @Pattern(regexp = SaidOfPicture.VISIBILITIES, message = SaidOfPicture.ONE_OF_VISIBILITIES)
        @Nullable String visibility,
    @RestQuery @Size(max = MediumDescription.MAX_ALT) @Nullable String alt,
    @RestQuery @Nullable List<String> tags,
    @RestQuery @Nullable String fileName,
    @RestQuery
        @DecimalMin(value = "0", message = FocalPoint.WITHIN)
        @DecimalMax(value = "1", message = FocalPoint.WITHIN)
        @Nullable Double focalX,
    @RestQuery
        @DecimalMin(value = "0", message = FocalPoint.WITHIN)
        @DecimalMax(value = "1", message = FocalPoint.WITHIN)
        @Nullable Double focalY)
    implements SaidOfPicture {}
