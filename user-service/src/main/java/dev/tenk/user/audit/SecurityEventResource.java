package dev.tenk.user.audit;

import dev.tenk.platform.page.Cursor;
import dev.tenk.platform.page.Page;
import dev.tenk.platform.token.CurrentCaller;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What was done to the caller's account. */
@Path("/v1/users/me/security-events")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@RunOnVirtualThread
@Tag(name = "users")
class SecurityEventResource {

  private static final int MAX_PAGE = 100;

  private final SecurityEventStore events;
  private final CurrentCaller caller;

  SecurityEventResource(SecurityEventStore events, CurrentCaller caller) {
    this.events = events;
    this.caller = caller;
  }

  @GET
  @Operation(operationId = "listSecurityEvents", summary = "What was done to my account")
  @APIResponse(responseCode = "200", description = "A page, newest first")
  public Page<SecurityEvent> list(
      @RestQuery @Nullable Cursor cursor,
      @RestQuery @DefaultValue("20") @Min(1) @Max(MAX_PAGE) int limit) {
    return Page.of(
        events.list(caller.account(), cursor, limit + 1), limit, event -> new Cursor(event.id()));
  }
}
