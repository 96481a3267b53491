package dev.tenk.user.account;

import dev.tenk.platform.ratelimit.RateLimited;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** New passwords for those who have forgotten theirs. */
@Path("/v1/users/password-resets")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@RunOnVirtualThread
@Tag(name = "users")
class PasswordResetResource {

  private final AccountPasswords passwords;

  PasswordResetResource(AccountPasswords passwords) {
    this.passwords = passwords;
  }

  @POST
  @RateLimited("password-reset")
  @ResponseStatus(202)
  @Operation(operationId = "requestPasswordReset", summary = "Ask for a mail to reset a password")
  @APIResponse(
      responseCode = "202",
      description = "A mail is on its way, if an account has proved this address")
  @APIResponse(responseCode = "429", description = "Too many tries")
  public void request(@NotNull @Valid PasswordResetRequest request) {
    passwords.requestReset(request.email());
  }

  @POST
  @RateLimited("mail-token")
  @Path("/redeem")
  @Operation(operationId = "resetPassword", summary = "Choose a new password with a mail's token")
  @APIResponse(responseCode = "204", description = "It is set; all sessions have ended")
  @APIResponse(responseCode = "404", description = "The token was used, has expired, or is none")
  @APIResponse(responseCode = "422", description = "The new password is not acceptable")
  @APIResponse(responseCode = "429", description = "Too many tries")
  public void redeem(@NotNull @Valid PasswordReset reset) {
    passwords.reset(reset);
  }
}
