package dev.tenk.media.upload;

import dev.tenk.media.medium.Medium;
import dev.tenk.platform.database.idempotency.Idempotent;
import dev.tenk.platform.http.JsonBodyLimit;
import dev.tenk.platform.http.ProblemException;
import dev.tenk.platform.ratelimit.RateLimited;
import dev.tenk.platform.token.CurrentCaller;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Uploads. The token is checked before any of the body is read. */
@Path("/v1/media")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@RunOnVirtualThread
@APIResponse(
    responseCode = "422",
    description = "It claims more pixels than are taken, or what is said of it is not acceptable")
@APIResponse(responseCode = "403", description = "The account holds as much as it may")
@APIResponse(responseCode = "429", description = "Too many uploads")
@APIResponse(responseCode = "503", description = "The blob store takes no more at the moment")
public class UploadResource {

  private final UploadService uploads;
  private final CurrentCaller caller;

  UploadResource(UploadService uploads, CurrentCaller caller) {
    this.uploads = uploads;
    this.caller = caller;
  }

  /** Takes the body as the picture, while it arrives. */
  @POST
  @Idempotent
  @RateLimited("upload")
  @Parameter(
      name = "Idempotency-Key",
      in = ParameterIn.HEADER,
      description = "The same key for the same request: it is done once, and answered alike",
      schema = @Schema(type = SchemaType.STRING, maxLength = 255))
  @Consumes("image/*")
  @APIResponseSchema(
      value = Medium.class,
      responseCode = "202",
      responseDescription = "The picture is kept; its variants are on their way")
  @RequestBody(
      content =
          @Content(
              mediaType = "image/*",
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  public RestResponse<Medium> uploadBody(
      @BeanParam @Valid DescriptionQuery said,
      InputStream body,
      @Parameter(hidden = true) @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable Long length)
      throws IOException {
    if (length != null && length > uploads.maxBytes()) {
      throw JsonBodyLimit.tooLarge(uploads.maxBytes());
    }
    return accepted(uploads.upload(caller.account(), body, said.toDescription()));
  }

  /** Takes the form's {@code file} as the picture. */
  @POST
  @Idempotent
  @RateLimited("upload")
  @Parameter(
      name = "Idempotency-Key",
      in = ParameterIn.HEADER,
      description = "The same key for the same request: it is done once, and answered alike",
      schema = @Schema(type = SchemaType.STRING, maxLength = 255))
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @APIResponseSchema(
      value = Medium.class,
      responseCode = "202",
      responseDescription = "The picture is kept; its variants are on their way")
  public RestResponse<Medium> uploadForm(
      @RestForm("file") @Nullable FileUpload file, @BeanParam @Valid DescriptionForm said)
      throws IOException {
    if (file == null) {
      throw ProblemException.invalid("/file", "must be a part of the form, with the picture");
    }
    try (InputStream content = Files.newInputStream(file.uploadedFile())) {
      return accepted(
          uploads.upload(caller.account(), content, said.named(file.fileName()).toDescription()));
    }
  }

  private static RestResponse<Medium> accepted(Medium medium) {
    return RestResponse.ResponseBuilder.create(RestResponse.Status.ACCEPTED, medium)
        .location(URI.create("/v1/media/" + medium.id()))
        .build();
  }
}
