package dev.tenk.media.delivery;

import dev.tenk.media.medium.CachedMedium;
import dev.tenk.media.medium.MediumCaches;
import dev.tenk.media.medium.StoredVariant;
import dev.tenk.platform.blob.Blob;
import dev.tenk.platform.blob.BlobKey;
import dev.tenk.platform.blob.BlobStore;
import dev.tenk.platform.http.Problem;
import dev.tenk.platform.http.ProblemException;
import dev.tenk.platform.http.cache.ByteRange;
import dev.tenk.platform.http.cache.ChangeConditions;
import dev.tenk.platform.http.cache.Freshness;
import dev.tenk.platform.http.cache.Preconditions;
import dev.tenk.platform.http.cache.RepresentationAnswer;
import dev.tenk.platform.id.ShardedId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
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
import org.jboss.resteasy.reactive.PathPart;
import org.jboss.resteasy.reactive.RestPath;

/**
 * The bytes of variants. They never change: caches may keep them for a year. A range of them is
 * served alone (206), several by the whole.
 *
 * <p>With an extension the format is explicit; without one the best that the client accepts is
 * chosen, and the answer varies by {@code Accept}.
 */
@Path("/m/{id}")
@PermitAll
@RunOnVirtualThread
public class DeliveryResource {

  private static final Freshness FRESHNESS = Freshness.immutable();

  /** Bytes of strangers: opened as a page they load nothing, run nothing and have no origin. */
  private static final String SANDBOX = "default-src 'none'; sandbox";

  private static final String WEBP = "webp";
  private static final String JPEG = "jpg";
  private static final String PNG = "png";

  private final MediumCaches media;
  private final BlobStore blobs;

  DeliveryResource(MediumCaches media, BlobStore blobs) {
    this.media = media;
    this.blobs = blobs;
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
      @Context Request request,
      @Context HttpHeaders headers)
      throws IOException {
    StoredVariant variant = find(id).variant(name, format).orElseThrow(DeliveryResource::notFound);
    return deliver(variant, request, headers)
        .header(
            RepresentationAnswer.SURROGATE_KEY, MediumCaches.keyOfBytes(id, name + "." + format))
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
      @Context Request request,
      @Context HttpHeaders headers)
      throws IOException {
    boolean webp =
        headers.getAcceptableMediaTypes().stream().anyMatch(DeliveryResource::asksForWebp);
    StoredVariant variant = best(find(id), name, webp).orElseThrow(DeliveryResource::notFound);
    return deliver(variant, request, headers)
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
        .header(RepresentationAnswer.SURROGATE_KEY, MediumCaches.keyOfBytes(id, name))
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

  private ResponseBuilder deliver(StoredVariant variant, Request request, HttpHeaders headers)
      throws IOException {
    BlobKey key = BlobKey.parse(variant.blobKey());
    String tag = key.name().substring(0, key.name().indexOf('.'));
    ResponseBuilder answer =
        switch (Preconditions.evaluate(headers::getHeaderString, true, tag::equals, null)) {
          case NOT_MODIFIED -> Response.notModified();
          case FAILED -> throw ChangeConditions.failed();
          case PROCEED -> {
            Blob blob = blobs.find(key).orElseThrow(DeliveryResource::notFound);
            yield bytes(blob, variant.format(), range(request, headers, tag, blob.bytes()));
          }
        };
    return answer
        .tag(new EntityTag(tag))
        .header(HttpHeaders.CACHE_CONTROL, FRESHNESS.cacheControl())
        .header("CDN-Cache-Control", FRESHNESS.cdnCacheControl())
        .header("X-Accel-Expires", FRESHNESS.accelExpires());
  }

  /** Ranges are defined for GET alone. */
  private static ByteRange range(Request request, HttpHeaders headers, String tag, long bytes) {
    return request.getMethod().equals(HttpMethod.GET)
            && Preconditions.allowsRange(headers.getHeaderString("If-Range"), tag::equals, null)
        ? ByteRange.of(headers.getHeaderString("Range"), bytes)
        : new ByteRange.Whole();
  }

  private static ResponseBuilder bytes(Blob blob, String format, ByteRange range)
      throws IOException {
    return switch (range) {
      case ByteRange.Whole _ -> picture(whole(blob), format);
      case ByteRange.Part part -> picture(part(blob, part), format);
      case ByteRange.Unsatisfiable _ -> unsatisfiable(blob);
    };
  }

  private static ResponseBuilder picture(ResponseBuilder answer, String format) {
    return answer
        .type(format.equals(JPEG) ? "image/jpeg" : "image/" + format)
        .header("Accept-Ranges", "bytes")
        .header("X-Content-Type-Options", "nosniff")
        .header("Content-Security-Policy", SANDBOX);
  }

  /** As a part: of a whole file Quarkus would serve ranges itself, whatever If-Range says. */
  private static ResponseBuilder whole(Blob blob) throws IOException {
    Optional<java.nio.file.Path> file = blob.file();
    return Response.ok(file.isPresent() ? new PathPart(file.get(), 0, blob.bytes()) : blob.open())
        .header(HttpHeaders.CONTENT_LENGTH, blob.bytes());
  }

  private static ResponseBuilder part(Blob blob, ByteRange.Part part) throws IOException {
    Optional<java.nio.file.Path> file = blob.file();
    return Response.status(Response.Status.PARTIAL_CONTENT)
        .entity(
            file.isPresent()
                ? new PathPart(file.get(), part.first(), part.bytes())
                : part.of(blob.open()))
        .header(HttpHeaders.CONTENT_LENGTH, part.bytes())
        .header("Content-Range", part.contentRange(blob.bytes()));
  }

  private static ResponseBuilder unsatisfiable(Blob blob) {
    Problem problem =
        ProblemException.of(
                416, "range-not-satisfiable", "The picture ends before the range begins.")
            .toProblem();
    return Response.status(problem.status())
        .entity(problem)
        .type(Problem.CONTENT_TYPE)
        .header("Content-Range", "bytes */" + blob.bytes());
  }

  private static ProblemException notFound() {
    return ProblemException.notFound("There is no such picture.");
  }
}
