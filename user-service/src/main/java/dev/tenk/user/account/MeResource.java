package dev.tenk.user.account;

import dev.tenk.platform.caching.KeptAnswers;
import dev.tenk.platform.http.ProblemException;
import dev.tenk.platform.http.cache.Freshness;
import dev.tenk.platform.http.cache.JsonRepresentations;
import dev.tenk.platform.ratelimit.RateLimited;
import dev.tenk.platform.token.CurrentCaller;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The caller's own account. */
@Path("/v1/users/me")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@RunOnVirtualThread
@Tag(name = "users")
class MeResource {

  private final AccountService accounts;
  private final ProfileChanges changes;
  private final AccountDeletion deletion;
  private final Authenticator authenticator;
  private final CurrentCaller caller;
  private final KeptAnswers answers;
  private final JsonRepresentations json;

  MeResource(
      AccountService accounts,
      ProfileChanges changes,
      AccountDeletion deletion,
      Authenticator authenticator,
      CurrentCaller caller,
      KeptAnswers answers,
      JsonRepresentations json) {
    this.accounts = accounts;
    this.changes = changes;
    this.deletion = deletion;
    this.authenticator = authenticator;
    this.caller = caller;
    this.answers = answers;
    this.json = json;
  }

  @GET
  @Operation(operationId = "getMe", summary = "My account")
  @APIResponseSchema(value = Me.class, responseDescription = "My account")
  public RestResponse<byte[]> get() {
    Me me = accounts.findMe(caller.account()).orElseThrow(MeResource::gone);
    return answers.of(json.of(me, null), Freshness.PRIVATE);
  }

  @PATCH
  @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
  @Operation(operationId = "changeMe", summary = "Change my profile")
  @APIResponseSchema(value = Me.class, responseDescription = "My account, changed")
  @APIResponse(responseCode = "412", description = "It is not as If-Match says")
  @APIResponse(responseCode = "428", description = "If-Match is required here")
  public Me change(@NotNull @Valid ProfileChange change) {
    return changes.make(caller.account(), change).orElseThrow(MeResource::gone);
  }

  @DELETE
  @RateLimited("password-check")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "deleteMe",
      summary = "Delete my account: hidden at once, gone for good after a grace")
  @APIResponse(responseCode = "204", description = "All sessions have ended; signing in undoes it")
  @APIResponse(responseCode = "403", description = "The password is another")
  @APIResponse(responseCode = "429", description = "Too many tries")
  public void delete(@NotNull @Valid Deletion confirmation) {
    var _ = authenticator.requirePassword(caller.account(), confirmation.password());
    deletion.request(caller.account());
  }

  static ProblemException gone() {
    return ProblemException.notFound("This account does not exist any more.");
  }
}
