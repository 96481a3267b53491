package dev.tenk.media.direct;

import dev.tenk.media.link.Signature;
import dev.tenk.media.medium.Medium;
import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.ratelimit.RateLimited;
import dev.tenk.platform.token.CurrentCaller;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Uploads in three steps: announced here, put into the store, completed here. */
@Path("/v1/uploads")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class DirectUploadResource {

  private final DirectUploadService uploads;
  private final CurrentCaller caller;

  DirectUploadResource(DirectUploadService uploads, CurrentCaller caller) {
    this.uploads = uploads;
    this.caller = caller;
  }

  /** Says how many bytes will come with which hash, and learns where to. */
  @POST
  @Authenticated
  @RateLimited("upload")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "announceUpload", summary = "Announce an upload to the store itself")
  @APIResponseSchema(
      value = DirectUpload.class,
      responseCode = "201",
      responseDescription = "Where its bytes go")
  @APIResponse(responseCode = "403", description = "The account holds as much as it may")
  @APIResponse(responseCode = "413", description = "So many bytes are not taken")
  @APIResponse(responseCode = "422", description = "What is said is not acceptable")
  @APIResponse(responseCode = "429", description = "Too many uploads, or too many not complete")
  public RestResponse<DirectUpload> announce(@NotNull @Valid Announcement announcement) {
    DirectUpload upload = uploads.announce(caller.account(), announcement);
    return RestResponse.ResponseBuilder.<DirectUpload>created(
            URI.create("/v1/uploads/" + upload.id()))
        .entity(upload)
        .build();
  }

  /** Takes the bytes, where the store is none that clients can reach. The address is the right. */
  @PUT
  @Path("{id}/bytes")
  @PermitAll
  @Consumes(MediaType.WILDCARD)
  @Operation(operationId = "putUpload", summary = "The bytes of an announced upload")
  @APIResponse(responseCode = "204", description = "They are kept until it is completed")
  @APIResponse(responseCode = "404", description = "No such upload, or its time is over")
  @APIResponse(responseCode = "413", description = "More bytes than were announced")
  @APIResponse(responseCode = "503", description = "The store takes no more at the moment")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_OCTET_STREAM,
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  public void put(
      @RestPath ShardedId id,
      @RestQuery @Nullable String exp,
      @RestQuery @Nullable String kid,
      @RestQuery @Nullable String sig,
      InputStream bytes)
      throws IOException {
    uploads.receive(id, Signature.of(exp, kid, sig).orElseThrow(DirectUploads::notFound), bytes);
  }

  /** Compares what was put with what was announced, and makes a medium of it. */
  @POST
  @Path("{id}/complete")
  @Authenticated
  @Operation(operationId = "completeUpload", summary = "Make a medium of what was put")
  @APIResponseSchema(
      value = Medium.class,
      responseCode = "202",
      responseDescription = "The picture is kept; its variants are on their way")
  @APIResponse(responseCode = "403", description = "The account holds as much as it may")
  @APIResponse(responseCode = "404", description = "No such upload, or its time is over")
  @APIResponse(responseCode = "409", description = "Nothing was put yet")
  @APIResponse(responseCode = "415", description = "It is no picture that is taken")
  @APIResponse(responseCode = "422", description = "It is not what was announced")
  @APIResponse(responseCode = "503", description = "The store cannot be had at the moment")
  public RestResponse<Medium> complete(@RestPath ShardedId id) throws IOException {
    Medium medium = uploads.complete(id, caller.account());
    return RestResponse.ResponseBuilder.create(RestResponse.Status.ACCEPTED, medium)
        .location(URI.create("/v1/media/" + medium.id()))
        .build();
  }
}
