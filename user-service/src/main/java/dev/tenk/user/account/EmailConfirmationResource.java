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

/** Where the links of mails about addresses end. Who reads the mail need not be signed in. */
@Path("/v1/users/email-confirmations")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@RunOnVirtualThread
@Tag(name = "users")
class EmailConfirmationResource {

  private final AccountEmails emails;

  EmailConfirmationResource(AccountEmails emails) {
    this.emails = emails;
  }

  @POST
  @RateLimited("mail-token")
  @Operation(
      operationId = "confirmEmail",
      summary = "Prove an address, or agree to another, with a mail's token")
  @APIResponse(responseCode = "204", description = "It is proved, or agreed to")
  @APIResponse(responseCode = "404", description = "The token was used, has expired, or is none")
  @APIResponse(responseCode = "409", description = "Another account has proved this address")
  @APIResponse(responseCode = "429", description = "Too many tries")
  public void confirm(@NotNull @Valid EmailConfirmation confirmation) {
    emails.confirm(confirmation.token());
  }
}
