package dev.tenk.media.dead;

import dev.tenk.platform.http.ProblemException;
import dev.tenk.platform.page.TimeCursor;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.Cache;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Dead letters, for administrators. */
@Path("/v1/media/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("admin")
@RunOnVirtualThread
@Tag(name = "administration")
public class DeadLetterResource {

  private final DeadLetterOffice office;

  DeadLetterResource(DeadLetterOffice office) {
    this.office = office;
  }

  /** Oldest first, of one queue or of all. */
  @GET
  @Cache(noStore = true)
  @Operation(operationId = "listDeadLetters", summary = "Messages that were put aside")
  @APIResponse(responseCode = "200", description = "A page of them")
  public DeadLetterPage list(
      @RestQuery @Nullable String queue,
      @RestQuery @Nullable String cursor,
      @RestQuery @DefaultValue("100") @Min(1) @Max(500) int limit) {
    List<DeadLetter> found =
        office.list(queue, cursor == null ? null : TimeCursor.parse(cursor), limit);
    String next = found.size() < limit ? null : cursorAfter(found.getLast()).toString();
    return new DeadLetterPage(found, next);
  }

  private static TimeCursor cursorAfter(DeadLetter letter) {
    return new TimeCursor(letter.putAsideAt(), letter.id());
  }

  /** With its body. */
  @GET
  @Path("{id}")
  @Cache(noStore = true)
  @Operation(operationId = "getDeadLetter", summary = "One with its body and history")
  @APIResponse(responseCode = "200", description = "The dead letter")
  @APIResponse(responseCode = "404", description = "No such dead letter")
  public DeadLetter get(@RestPath String id) {
    return office.get(id(id));
  }

  /** Sends it to its queue again. */
  @POST
  @Path("{id}/replay")
  @Operation(operationId = "replayDeadLetter", summary = "Send it again")
  @APIResponse(responseCode = "204", description = "It is on its way")
  @APIResponse(responseCode = "404", description = "No such dead letter")
  public void replay(@RestPath String id) {
    office.replay(id(id));
  }

  /** Forgets it. */
  @DELETE
  @Path("{id}")
  @Operation(operationId = "dropDeadLetter", summary = "Drop it")
  @APIResponse(responseCode = "204", description = "It is gone")
  @APIResponse(responseCode = "404", description = "No such dead letter")
  public void drop(@RestPath String id) {
    office.drop(id(id));
  }

  private static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw ProblemException.badRequest("malformed-id", "The id is not one that is given here.");
    }
  }
}
