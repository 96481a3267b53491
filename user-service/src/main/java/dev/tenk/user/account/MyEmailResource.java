package dev.tenk.user.account;

import dev.tenk.platform.ratelimit.RateLimited;
import dev.tenk.platform.token.CurrentCaller;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** The caller's e-mail address. */
@Path("/v1/users/me/email")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@RunOnVirtualThread
@Tag(name = "users")
class MyEmailResource {

  private final AccountEmails emails;
  private final Authenticator authenticator;
  private final CurrentCaller caller;

  MyEmailResource(AccountEmails emails, Authenticator authenticator, CurrentCaller caller) {
    this.emails = emails;
    this.authenticator = authenticator;
    this.caller = caller;
  }

  @PUT
  @RateLimited("password-check")
  @Consumes(MediaType.APPLICATION_JSON)
  @ResponseStatus(202)
  @Operation(operationId = "changeEmail", summary = "Ask for another e-mail address")
  @APIResponse(responseCode = "202", description = "Mails are on their way to both addresses")
  @APIResponse(responseCode = "403", description = "The password is another")
  @APIResponse(responseCode = "422", description = "The address is not acceptable")
  @APIResponse(responseCode = "429", description = "Too many tries")
  public void change(@NotNull @Valid EmailChange change) {
    var _ = authenticator.requirePassword(caller.account(), change.password());
    emails.requestChange(caller.account(), change.email());
  }

  @POST
  @RateLimited("mail")
  @Path("/verification")
  @ResponseStatus(202)
  @Operation(operationId = "verifyEmail", summary = "Ask for the mail that proves my address")
  @APIResponse(responseCode = "202", description = "A mail is on its way")
  @APIResponse(responseCode = "409", description = "The address is proved already")
  @APIResponse(responseCode = "429", description = "Too many tries")
  public void verify() {
    emails.requestVerification(caller.account());
  }
}
