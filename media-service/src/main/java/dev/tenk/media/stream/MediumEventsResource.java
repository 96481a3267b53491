package dev.tenk.media.stream;

import dev.tenk.media.medium.Medium;
import dev.tenk.media.medium.MediumState;
import dev.tenk.media.medium.MediumStates;
import dev.tenk.platform.http.ProblemException;
import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.ratelimit.RateLimited;
import dev.tenk.platform.token.Caller;
import dev.tenk.platform.token.CurrentCaller;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jspecify.annotations.Nullable;

/** What becomes of one medium, told as it happens. */
@Path("/v1/media")
public class MediumEventsResource {

  private final StreamAnswers streams;
  private final MediumStates states;
  private final CurrentCaller caller;

  MediumEventsResource(StreamAnswers streams, MediumStates states, CurrentCaller caller) {
    this.streams = streams;
    this.states = states;
    this.caller = caller;
  }

  /** The medium as it is now, and again whenever it changes, for those who may see it. */
  @GET
  @Path("{id}/events")
  @PermitAll
  @Blocking // else a stream counts as not blocking, which contradicts the next
  @RunOnVirtualThread
  @RateLimited("events")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @RestStreamElementType(MediaType.APPLICATION_JSON)
  @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
  @ResponseHeader(name = "X-Accel-Buffering", value = "no")
  @Operation(operationId = "followMedium", summary = "What becomes of a medium, as it happens")
  @APIResponse(
      responseCode = "200",
      description = "Events `medium` with the medium as it is now, and `deleted` with its id",
      content =
          @Content(
              mediaType = MediaType.SERVER_SENT_EVENTS,
              schema = @Schema(implementation = Medium.class)))
  @APIResponse(responseCode = "404", description = "No such medium")
  @APIResponse(responseCode = "429", description = "Too many streams of this account or address")
  @APIResponse(responseCode = "503", description = "Too many streams in this pod")
  public Multi<OutboundSseEvent> follow(
      @RestPath ShardedId id,
      @HeaderParam("Last-Event-ID") @Nullable String lastEventId,
      @Context Sse sse) {
    MediumState state =
        states
            .find(id)
            .map(found -> found.shownTo(caller.find().map(Caller::account)))
            .filter(found -> found.medium().isPresent())
            .orElseThrow(() -> ProblemException.notFound("There is no such medium."));
    return streams.answer(new Topic.One(state.owner(), id), lastEventId, sse);
  }
}
