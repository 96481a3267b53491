package dev.tenk.user.token;

import dev.tenk.platform.caching.KeptAnswers;
import dev.tenk.platform.http.cache.Freshness;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
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

  private static final Freshness FIVE_MINUTES =
      Freshness.changing(
          Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofMinutes(1), Duration.ofHours(1));

  private final SigningKeys keys;
  private final KeptAnswers answers;

  JwksResource(SigningKeys keys, KeptAnswers answers) {
    this.keys = keys;
    this.answers = answers;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @NonBlocking
  @Operation(operationId = "getKeySet", summary = "The public keys of access tokens (RFC 7517)")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(type = SchemaType.OBJECT)),
      description = "A JSON Web Key Set")
  public RestResponse<byte[]> keySet() {
    return answers.of(keys.keySet(), FIVE_MINUTES);
  }
}
