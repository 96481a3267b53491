package dev.tenk.media.delivery;

import dev.tenk.media.medium.CachedMedium;
import dev.tenk.media.medium.MediumCaches;
import dev.tenk.media.medium.StoredVariant;
import dev.tenk.platform.blob.BlobKey;
import dev.tenk.platform.http.ProblemException;
import dev.tenk.platform.http.cache.Freshness;
import dev.tenk.platform.http.cache.RepresentationAnswer;
import dev.tenk.platform.id.ShardedId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;

/**
 * The bytes of variants. A range of them is served alone (206), several by the whole.
 *
 * <p>With the version that metadata give, the bytes never change and caches may keep them for a
 * year; without it they are kept briefly, and asked for by their tag. With an extension the format
 * is explicit; without one the best that the client accepts is chosen, and the answer varies by
 * {@code Accept}. Private ones are for their owner, whose token says so, and for whoever has a
 * signed link; no cache that is shared keeps them.
 */
@Path("/m/{id}")
@PermitAll
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
@RunOnVirtualThread
public class DeliveryResource {

  /** Of an address that stays while its bytes may change: the edge is told when they do. */
  private static final Freshness CHANGING =
      Freshness.changing(
          Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofMinutes(1), Duration.ofDays(1));

  private static final Pattern NONE = Pattern.compile("0(\\.0{0,3})?");

  private static final String WEBP = "webp";
  private static final String JPEG = "jpg";
  private static final String PNG = "png";

  private final MediumCaches media;
  private final BlobAnswers answers;
  private final Admission admission;

  DeliveryResource(MediumCaches media, BlobAnswers answers, Admission admission) {
    this.media = media;
    this.answers = answers;
    this.admission = admission;
  }

  /**
   * The bytes of a variant that metadata names. Of another version it is the variant as it is now,
   * which no shared cache keeps here.
   */
  @GET
  @Path("{name:[a-z0-9-]+}.{version:[a-z0-9]+}.{format:[a-z0-9]+}")
  public Response getVersion(
      @RestPath ShardedId id,
      @RestPath String name,
      @RestPath String version,
      @RestPath String format,
      @Context Request request,
      @Context HttpHeaders headers)
      throws IOException {
    CachedMedium medium = find(id);
    StoredVariant variant = medium.variant(name, format).orElseThrow(DeliveryResource::notFound);
    Freshness everyone =
        variant.version().equals(version) ? Freshness.immutable() : Freshness.PRIVATE;
    String segment = name + "." + version + "." + format;
    Freshness freshness = admit(medium, segment, everyone);
    return withKey(answer(variant, request, headers, freshness), freshness, id, segment).build();
  }

  /** The variant in the format of the extension, as it is now. */
  @GET
  @Path("{name:[a-z0-9-]+}.{format:[a-z0-9]+}")
  public Response get(
      @RestPath ShardedId id,
      @RestPath String name,
      @RestPath String format,
      @Context Request request,
      @Context HttpHeaders headers)
      throws IOException {
    CachedMedium medium = find(id);
    StoredVariant variant = medium.variant(name, format).orElseThrow(DeliveryResource::notFound);
    String segment = variant.plainSegment();
    Freshness freshness = admit(medium, segment, CHANGING);
    return withKey(answer(variant, request, headers, freshness), freshness, id, segment).build();
  }

  /** The variant in the best format that the client accepts. */
  @GET
  @Path("{name:[a-z0-9-]+}")
  public Response negotiate(
      @RestPath ShardedId id,
      @RestPath String name,
      @Context Request request,
      @Context HttpHeaders headers)
      throws IOException {
    boolean webp =
        headers.getAcceptableMediaTypes().stream().anyMatch(DeliveryResource::asksForWebp);
    CachedMedium medium = find(id);
    Freshness freshness = admit(medium, name, CHANGING);
    StoredVariant variant = best(medium, name, webp).orElseThrow(DeliveryResource::notFound);
    return withKey(answer(variant, request, headers, freshness), freshness, id, name)
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
        .build();
  }

  /**
   * Only by name: {@code image/*} and everything are also said by clients that know no WebP. A
   * weight of zero says that it is not wanted.
   */
  private static boolean asksForWebp(MediaType type) {
    return type.getType().equals("image")
        && type.getSubtype().equals(WEBP)
        && !NONE.matcher(type.getParameters().getOrDefault("q", "1")).matches();
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

  private Freshness admit(CachedMedium medium, String segment, Freshness everyone) {
    return admission.to(medium, segment, everyone).orElseThrow(DeliveryResource::notFound);
  }

  private ResponseBuilder answer(
      StoredVariant variant, Request request, HttpHeaders headers, Freshness freshness)
      throws IOException {
    return BlobAnswers.kept(
        answers.of(
            BlobKey.parse(variant.blobKey()),
            variant.tag(),
            variant.contentType(),
            request,
            headers),
        freshness);
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
