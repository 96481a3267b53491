package dev.tenk.media.delivery;

import dev.tenk.media.medium.MediumService;
import dev.tenk.media.medium.StoredVariant;
import dev.tenk.platform.blob.Blob;
import dev.tenk.platform.blob.BlobKey;
import dev.tenk.platform.blob.BlobStore;
import dev.tenk.platform.http.ProblemException;
import dev.tenk.platform.id.ShardedId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;

/**
 * The bytes of variants. They never change: caches may keep them for a year.
 *
 * <p>With an extension the format is explicit; without one the best that the client accepts is
 * chosen, and the answer varies by {@code Accept}.
 */
@Path("/m/{id}")
@PermitAll
@RunOnVirtualThread
public class DeliveryResource {

  private static final String IMMUTABLE = "public, max-age=31536000, immutable";
  private static final String WEBP = "webp";
  private static final String JPEG = "jpg";

  private final MediumService media;
  private final BlobStore blobs;

  DeliveryResource(MediumService media, BlobStore blobs) {
    this.media = media;
    this.blobs = blobs;
  }

  /** The variant in the format of the extension. */
  @GET
  @Path("{name:[a-z0-9-]+}.{format:[a-z0-9]+}")
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
      @Context Request request)
      throws IOException {
    return deliver(id, name, format, request).build();
  }

  /** The variant in the best format that the client accepts. */
  @GET
  @Path("{name:[a-z0-9-]+}")
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
    return deliver(id, name, webp ? WEBP : JPEG, request)
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
        .build();
  }

  /** Only by name: {@code image/*} and everything are also said by clients that know no WebP. */
  private static boolean asksForWebp(MediaType type) {
    return type.getType().equals("image") && type.getSubtype().equals(WEBP);
  }

  private Response.ResponseBuilder deliver(
      ShardedId id, String name, String format, Request request) throws IOException {
    StoredVariant variant =
        media.findVariant(id, name, format).orElseThrow(DeliveryResource::notFound);
    BlobKey key = BlobKey.parse(variant.blobKey());
    EntityTag tag = new EntityTag(key.name().substring(0, key.name().indexOf('.')));
    Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
    if (unchanged != null) {
      return unchanged.tag(tag).header(HttpHeaders.CACHE_CONTROL, IMMUTABLE);
    }
    Blob blob = blobs.find(key).orElseThrow(DeliveryResource::notFound);
    Optional<java.nio.file.Path> file = blob.file();
    return Response.ok(file.isPresent() ? file.get() : blob.open())
        .type(format.equals(JPEG) ? "image/jpeg" : "image/" + format)
        .tag(tag)
        .header(HttpHeaders.CONTENT_LENGTH, blob.bytes())
        .header(HttpHeaders.CACHE_CONTROL, IMMUTABLE)
        .header("X-Content-Type-Options", "nosniff");
  }

  private static ProblemException notFound() {
    return ProblemException.notFound("There is no such picture.");
  }
}
