package dev.tenk.user.account;

import dev.tenk.platform.ratelimit.RateLimited;
import dev.tenk.platform.token.CurrentCaller;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The picture that shows the caller's account. */
@Path("/v1/users/me/avatar")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@RunOnVirtualThread
@Tag(name = "users")
class AvatarResource {

  private final Avatars avatars;
  private final CurrentCaller caller;

  AvatarResource(Avatars avatars, CurrentCaller caller) {
    this.avatars = avatars;
    this.caller = caller;
  }

  @PUT
  @RateLimited("avatar")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "chooseAvatar", summary = "Show my account by one of my pictures")
  @APIResponseSchema(value = Me.class, responseDescription = "My account, with the picture")
  @APIResponse(responseCode = "409", description = "It was chosen anew, or taken away, meanwhile")
  @APIResponse(responseCode = "412", description = "My account is not as If-Match says")
  @APIResponse(responseCode = "422", description = "It is no public picture of mine")
  @APIResponse(responseCode = "428", description = "If-Match is required here")
  @APIResponse(responseCode = "429", description = "Too many choices")
  @APIResponse(responseCode = "503", description = "Pictures cannot be looked at now")
  public Me choose(@NotNull @Valid AvatarChoice choice) {
    return avatars.choose(caller.account(), choice.medium());
  }

  @DELETE
  @Operation(operationId = "removeAvatar", summary = "Show my account without a picture")
  @APIResponse(responseCode = "204", description = "It has none, or had none")
  @APIResponse(responseCode = "412", description = "My account is not as If-Match says")
  @APIResponse(responseCode = "428", description = "If-Match is required here")
  public void remove() {
    avatars.remove(caller.account());
  }
}
