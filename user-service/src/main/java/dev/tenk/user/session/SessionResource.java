package dev.tenk.user.session;

import dev.tenk.platform.http.ClientAddresses;
import dev.tenk.platform.http.ProblemException;
import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.page.Page;
import dev.tenk.platform.ratelimit.RateLimited;
import dev.tenk.platform.token.Caller;
import dev.tenk.platform.token.CurrentCaller;
import io.quarkus.security.Authenticated;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Signing in and out. */
@Path("/v1/sessions")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "sessions")
class SessionResource {

  private final SignInService signIns;
  private final RefreshService refreshes;
  private final SessionEnds ends;
  private final SessionMetrics metrics;
  private final CurrentCaller caller;
  private final ClientAddresses addresses;

  SessionResource(
      SignInService signIns,
      RefreshService refreshes,
      SessionEnds ends,
      SessionMetrics metrics,
      CurrentCaller caller,
      ClientAddresses addresses) {
    this.signIns = signIns;
    this.refreshes = refreshes;
    this.ends = ends;
    this.metrics = metrics;
    this.caller = caller;
    this.addresses = addresses;
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
  @APIResponse(responseCode = "403", description = "The account is locked")
  @APIResponse(responseCode = "429", description = "Too many wrong passwords")
  public RestResponse<SignedIn> signIn(
      @NotNull @Valid SignIn signIn,
      @Parameter(hidden = true) @HeaderParam(HttpHeaders.USER_AGENT) @Nullable String userAgent) {
    SignedIn signedIn = signIns.signIn(signIn, client(userAgent));
    metrics.begun();
    return secret(RestResponse.Status.CREATED, signedIn);
  }

  @POST
  @PermitAll
  @RateLimited("refresh")
  @Path("/refresh")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "refreshSession", summary = "Get the next pair of tokens")
  @APIResponse(responseCode = "200", description = "The next pair")
  @APIResponse(responseCode = "401", description = "The session has ended")
  @APIResponse(responseCode = "429", description = "Too many refreshes")
  public RestResponse<SignedIn> refresh(
      @NotNull @Valid Refresh refresh,
      @Parameter(hidden = true) @HeaderParam(HttpHeaders.USER_AGENT) @Nullable String userAgent) {
    return secret(RestResponse.Status.OK, refreshes.refresh(refresh, client(userAgent)));
  }

  @GET
  @Authenticated
  @Operation(operationId = "listSessions", summary = "My sessions, the latest seen first")
  public Page<LiveSession> list() {
    Caller current = caller.get();
    return new Page<>(
        ends.live(current.account()).stream()
            .map(session -> LiveSession.of(session, current.session()))
            .toList(),
        null);
  }

  @DELETE
  @Authenticated
  @Operation(operationId = "signOutEverywhere", summary = "End all my sessions")
  @APIResponse(responseCode = "204", description = "All have ended, this one too")
  public void endAll() {
    ends.endAll(caller.account());
  }

  @DELETE
  @Path("/current")
  @Authenticated
  @Operation(operationId = "signOut", summary = "Sign out")
  @APIResponse(responseCode = "204", description = "The session has ended")
  public void signOut() {
    ends.end(
        caller.account(),
        ShardedId.parse(caller.get().session()).orElseThrow(UnauthorizedException::new));
  }

  @DELETE
  @Path("/{id}")
  @Authenticated
  @Operation(operationId = "endSession", summary = "End one of my sessions")
  @APIResponse(responseCode = "204", description = "The session has ended")
  @APIResponse(responseCode = "404", description = "The caller has no such session")
  public void end(@PathParam("id") ShardedId id) {
    if (!ends.end(caller.account(), id)) {
      throw ProblemException.notFound("You have no session of this id.");
    }
  }

  private Client client(@Nullable String userAgent) {
    return new Client(addresses.current(), userAgent);
  }

  private static RestResponse<SignedIn> secret(RestResponse.Status status, SignedIn tokens) {
    return RestResponse.ResponseBuilder.create(status, tokens)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }
}
