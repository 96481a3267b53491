package dev.tenk.user.token;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Publishes the keys by which others verify access tokens. */
@Path("/.well-known/jwks.json")
@PermitAll
@Tag(name = "tokens")
class JwksResource {

  private static final String FIVE_MINUTES = "public, max-age=300";

  private final SigningKeys keys;

  JwksResource(SigningKeys keys) {
    this.keys = keys;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @NonBlocking
  @Operation(operationId = "getKeySet", summary = "The public keys of access tokens (RFC 7517)")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(type = SchemaType.OBJECT)),
      description = "A JSON Web Key Set")
  public RestResponse<String> keySet() {
    return RestResponse.ResponseBuilder.ok(keys.keySet())
        .header(HttpHeaders.CACHE_CONTROL, FIVE_MINUTES)
        .build();
  }
}
