package dev.tenk.user.session;

import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.token.CurrentCaller;
import io.quarkus.security.Authenticated;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Signing in and out. */
@Path("/v1/sessions")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "sessions")
class SessionResource {

  private final SessionService sessions;
  private final CurrentCaller caller;

  SessionResource(SessionService sessions, CurrentCaller caller) {
    this.sessions = sessions;
    this.caller = caller;
  }

  @POST
  @PermitAll
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "signIn", summary = "Sign in")
  @APIResponseSchema(
      value = SignedIn.class,
      responseCode = "201",
      responseDescription = "Signed in")
  @APIResponse(responseCode = "401", description = "Login and password do not fit together")
  public RestResponse<SignedIn> signIn(@NotNull @Valid SignIn signIn) {
    return secret(RestResponse.Status.CREATED, sessions.signIn(signIn));
  }

  @POST
  @PermitAll
  @Path("/refresh")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "refreshSession", summary = "Get the next pair of tokens")
  @APIResponse(responseCode = "200", description = "The next pair")
  @APIResponse(responseCode = "401", description = "The session has ended")
  public RestResponse<SignedIn> refresh(@NotNull @Valid Refresh refresh) {
    return secret(RestResponse.Status.OK, sessions.refresh(refresh));
  }

  @DELETE
  @Path("/current")
  @Authenticated
  @Operation(operationId = "signOut", summary = "Sign out")
  @APIResponse(responseCode = "204", description = "The session has ended")
  public void signOut() {
    sessions.signOut(
        ShardedId.parse(caller.get().session()).orElseThrow(UnauthorizedException::new));
  }

  private static RestResponse<SignedIn> secret(RestResponse.Status status, SignedIn tokens) {
    return RestResponse.ResponseBuilder.create(status, tokens)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }
}
