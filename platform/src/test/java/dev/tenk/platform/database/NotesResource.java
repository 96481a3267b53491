package dev.tenk.platform.database;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/** Notes as a service would offer them. */
@Path("/notes")
@PermitAll
@RunOnVirtualThread
@Consumes(MediaType.TEXT_PLAIN)
@Produces(MediaType.TEXT_PLAIN)
public class NotesResource {

  private final Notes notes;

  NotesResource(Notes notes) {
    this.notes = notes;
  }

  /** Writes a note; with {@code fail} it is rolled back. */
  @POST
  public String write(String text, @QueryParam("fail") boolean fail) {
    return fail
        ? notes.inWrite(
            () -> {
              notes.write(text);
              throw new IllegalStateException("on purpose");
            })
        : notes.write(text).toString();
  }

  /** The text and the port of the server that had it. */
  @GET
  @Path("/{id}")
  public String read(@PathParam("id") UUID id) {
    Notes.Found found = notes.read(id);
    return found.text() + " " + found.port();
  }

  /** Writes and reads in one request, in transactions of their own. */
  @POST
  @Path("/both")
  public String both(String text) {
    return read(notes.write(text));
  }
}
