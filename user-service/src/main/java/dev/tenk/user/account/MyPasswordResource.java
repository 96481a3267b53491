package dev.tenk.user.account;

import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.ratelimit.RateLimited;
import dev.tenk.platform.token.CurrentCaller;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The caller's password. */
@Path("/v1/users/me/password")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@RunOnVirtualThread
@Tag(name = "users")
class MyPasswordResource {

  private final AccountPasswords passwords;
  private final CurrentCaller caller;

  MyPasswordResource(AccountPasswords passwords, CurrentCaller caller) {
    this.passwords = passwords;
    this.caller = caller;
  }

  @PUT
  @RateLimited("password-check")
  @Operation(operationId = "changePassword", summary = "Change my password")
  @APIResponse(responseCode = "204", description = "Changed; all other sessions have ended")
  @APIResponse(responseCode = "403", description = "The current password is another")
  @APIResponse(responseCode = "422", description = "The new password is not acceptable")
  @APIResponse(responseCode = "429", description = "Too many tries")
  public void change(@NotNull @Valid PasswordChange change) {
    passwords.change(
        caller.account(), ShardedId.parse(caller.get().session()).map(ShardedId::value), change);
  }
}
