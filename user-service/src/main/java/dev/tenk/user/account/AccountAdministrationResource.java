package dev.tenk.user.account;

import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.token.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Accounts, for administrators. */
@Path("/v1/admin/users/{id}")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.ADMIN_NAME)
@RunOnVirtualThread
@Tag(name = "administration")
class AccountAdministrationResource {

  private final AccountAdministration accounts;
  private final CurrentCaller caller;

  AccountAdministrationResource(AccountAdministration accounts, CurrentCaller caller) {
    this.accounts = accounts;
    this.caller = caller;
  }

  @GET
  @Operation(operationId = "getAdministeredUser", summary = "All of an account but its password")
  @APIResponse(responseCode = "200", description = "The account")
  @APIResponse(responseCode = "404", description = "No such account")
  public AdministeredAccount get(@PathParam("id") ShardedId id) {
    return accounts.get(id);
  }

  @PUT
  @Path("/lock")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "lockUser", summary = "Lock an account")
  @APIResponse(responseCode = "204", description = "Locked; all of its sessions have ended")
  @APIResponse(responseCode = "404", description = "No such account")
  @APIResponse(responseCode = "409", description = "It is your own")
  public void lock(@PathParam("id") ShardedId id, @NotNull @Valid AccountLock lock) {
    accounts.lock(id, caller.account(), lock.reason());
  }

  @DELETE
  @Path("/lock")
  @Operation(operationId = "unlockUser", summary = "Unlock an account")
  @APIResponse(responseCode = "204", description = "Not locked")
  @APIResponse(responseCode = "404", description = "No such account")
  public void unlock(@PathParam("id") ShardedId id) {
    accounts.unlock(id, caller.account());
  }

  @PUT
  @Path("/roles")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "grantRoles", summary = "Give and take roles")
  @APIResponse(responseCode = "204", description = "The account has these roles")
  @APIResponse(responseCode = "404", description = "No such account")
  @APIResponse(responseCode = "409", description = "It is your own")
  public void grant(@PathParam("id") ShardedId id, @NotNull @Valid RoleGrant grant) {
    accounts.grant(id, caller.account(), grant.roles());
  }
}
