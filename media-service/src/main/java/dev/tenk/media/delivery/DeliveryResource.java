package dev.tenk.media.delivery;

import dev.tenk.media.medium.CachedMedium;
import dev.tenk.media.medium.MediumCaches;
import dev.tenk.media.medium.StoredVariant;
import dev.tenk.platform.http.ProblemException;
import dev.tenk.platform.http.cache.Freshness;
import dev.tenk.platform.http.cache.RepresentationAnswer;
import dev.tenk.platform.id.ShardedId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.io.IOException;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;

/**
 * The bytes of variants. They never change: caches may keep them for a year. A range of them is
 * served alone (206), several by the whole.
 *
 * <p>With an extension the format is explicit; without one the best that the client accepts is
 * chosen, and the answer varies by {@code Accept}. Private ones are for their owner, whose token
 * says so, and for whoever has a signed link; no cache that is shared keeps them.
 */
@Path("/m/{id}")
@PermitAll
@RunOnVirtualThread
public class DeliveryResource {

  private static final String WEBP = "webp";
  private static final String JPEG = "jpg";
  private static final String PNG = "png";

  private final MediumCaches media;
  private final VariantAnswers answers;
  private final Admission admission;

  DeliveryResource(MediumCaches media, VariantAnswers answers, Admission admission) {
    this.media = media;
    this.answers = answers;
    this.admission = admission;
  }

  /** The variant in the format of the extension. */
  @GET
  @Path("{name:[a-z0-9-]+}.{format:[a-z0-9]+}")
  @APIResponse(responseCode = "206", description = "The bytes of the range")
  @APIResponse(responseCode = "304", description = "It is as the client has it")
  @APIResponse(responseCode = "404", description = "No such picture, or not ready yet")
  @APIResponse(responseCode = "416", description = "The range begins behind the end")
  @APIResponse(
      responseCode = "200",
      description = "The picture",
      content =
          @Content(
              mediaType = "image/*",
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  public Response get(
      @RestPath ShardedId id,
      @RestPath String name,
      @RestPath String format,
      @BeanParam LinkQuery link,
      @Context Request request,
      @Context HttpHeaders headers)
      throws IOException {
    String segment = name + "." + format;
    CachedMedium medium = find(id);
    Freshness freshness = admit(medium, segment, link);
    StoredVariant variant = medium.variant(name, format).orElseThrow(DeliveryResource::notFound);
    return withKey(answers.of(variant, request, headers, freshness), freshness, id, segment)
        .build();
  }

  /** The variant in the best format that the client accepts. */
  @GET
  @Path("{name:[a-z0-9-]+}")
  @APIResponse(responseCode = "206", description = "The bytes of the range")
  @APIResponse(responseCode = "304", description = "It is as the client has it")
  @APIResponse(responseCode = "404", description = "No such picture, or not ready yet")
  @APIResponse(responseCode = "416", description = "The range begins behind the end")
  @APIResponse(
      responseCode = "200",
      description = "The picture",
      content =
          @Content(
              mediaType = "image/*",
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  public Response negotiate(
      @RestPath ShardedId id,
      @RestPath String name,
      @BeanParam LinkQuery link,
      @Context Request request,
      @Context HttpHeaders headers)
      throws IOException {
    boolean webp =
        headers.getAcceptableMediaTypes().stream().anyMatch(DeliveryResource::asksForWebp);
    CachedMedium medium = find(id);
    Freshness freshness = admit(medium, name, link);
    StoredVariant variant = best(medium, name, webp).orElseThrow(DeliveryResource::notFound);
    return withKey(answers.of(variant, request, headers, freshness), freshness, id, name)
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
        .build();
  }

  /** Only by name: {@code image/*} and everything are also said by clients that know no WebP. */
  private static boolean asksForWebp(MediaType type) {
    return type.getType().equals("image") && type.getSubtype().equals(WEBP);
  }

  /** WebP for those who know it, else the smaller of what everyone knows. */
  private static Optional<StoredVariant> best(CachedMedium medium, String name, boolean webp) {
    return Optional.of(WEBP)
        .filter(_ -> webp)
        .flatMap(format -> medium.variant(name, format))
        .or(
            () ->
                Stream.of(JPEG, PNG)
                    .flatMap(format -> medium.variant(name, format).stream())
                    .min(Comparator.comparingLong(StoredVariant::bytes)));
  }

  private CachedMedium find(ShardedId id) {
    return media.find(id).orElseThrow(DeliveryResource::notFound);
  }

  private Freshness admit(CachedMedium medium, String segment, LinkQuery link) {
    return admission
        .to(medium.medium(), segment, link.signature())
        .orElseThrow(DeliveryResource::notFound);
  }

  private static ResponseBuilder withKey(
      ResponseBuilder answer, Freshness freshness, ShardedId id, String segment) {
    return freshness.isShared()
        ? answer.header(RepresentationAnswer.SURROGATE_KEY, MediumCaches.keyOfBytes(id, segment))
        : answer;
  }

  private static ProblemException notFound() {
    return ProblemException.notFound("There is no such picture.");
  }
}
