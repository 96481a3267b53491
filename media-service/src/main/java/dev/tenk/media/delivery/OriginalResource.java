package dev.tenk.media.delivery;

import dev.tenk.media.link.OriginalLinks;
import dev.tenk.media.link.Signature;
import dev.tenk.media.medium.MediumService;
import dev.tenk.media.medium.StoredOriginal;
import dev.tenk.platform.http.AttachmentName;
import dev.tenk.platform.http.ProblemException;
import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.token.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/**
 * Originals as they were uploaded, with whatever they say of place and camera: to be saved, never
 * shown in a page, and kept by no cache. For their owner, and for whoever the owner gives a link.
 */
@Path("/v1/media/{id}/original")
@PermitAll
@RunOnVirtualThread
public class OriginalResource {

  private final MediumService media;
  private final OriginalLinks links;
  private final BlobAnswers answers;
  private final CurrentCaller caller;

  OriginalResource(
      MediumService media, OriginalLinks links, BlobAnswers answers, CurrentCaller caller) {
    this.media = media;
    this.links = links;
    this.answers = answers;
    this.caller = caller;
  }

  /** The bytes, or a range of them. */
  @GET
  @Operation(operationId = "getOriginal", summary = "A picture as it was uploaded, to be saved")
  @APIResponse(
      responseCode = "200",
      description = "The file, by its name",
      content =
          @Content(
              mediaType = "image/*",
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponse(responseCode = "206", description = "The bytes of the range")
  @APIResponse(responseCode = "304", description = "It is as the client has it")
  @APIResponse(responseCode = "403", description = "It is somebody else's")
  @APIResponse(
      responseCode = "404",
      description = "No such medium, or neither its owner nor a good link")
  @APIResponse(responseCode = "412", description = "It is not as If-Match says")
  @APIResponse(responseCode = "416", description = "The range begins behind the end")
  public Response get(
      @RestPath ShardedId id,
      @RestQuery @Nullable String exp,
      @RestQuery @Nullable String kid,
      @RestQuery @Nullable String sig,
      @Context Request request,
      @Context HttpHeaders headers)
      throws IOException {
    StoredOriginal original = admit(id, Signature.of(exp, kid, sig));
    ResponseBuilder answer =
        answers.of(original.key(), original.tag(), original.contentType(), request, headers);
    return answer
        .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
        .header("CDN-Cache-Control", "no-store")
        .header("X-Accel-Expires", "0")
        .header("Content-Disposition", AttachmentName.header(original.fileName()))
        .build();
  }

  private StoredOriginal admit(ShardedId id, Optional<Signature> signature) {
    if (signature.isPresent()) {
      return Optional.of(id)
          .filter(_ -> links.isGood(id, signature.get()))
          .map(media::originalOf)
          .orElseThrow(OriginalResource::notFound);
    }
    return caller
        .find()
        .map(who -> media.originalOf(id, who.account()))
        .orElseThrow(OriginalResource::notFound);
  }

  private static ProblemException notFound() {
    return ProblemException.notFound("There is no such medium, or the link is not good.");
  }
}
