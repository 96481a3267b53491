package dev.tenk.media.stream;

import dev.tenk.media.medium.Medium;
import dev.tenk.platform.ratelimit.RateLimited;
import dev.tenk.platform.token.CurrentCaller;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
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
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jspecify.annotations.Nullable;

/** What becomes of the caller's media, told as it happens. */
@Path("/v1/events")
public class MyEventsResource {

  private final StreamAnswers streams;
  private final CurrentCaller caller;

  MyEventsResource(StreamAnswers streams, CurrentCaller caller) {
    this.streams = streams;
    this.caller = caller;
  }

  /** Of all media of the caller, from now on or from after the last event that was seen. */
  @GET
  @Authenticated
  @Blocking // else a stream counts as not blocking, which contradicts the next
  @RunOnVirtualThread
  @RateLimited("events")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @RestStreamElementType(MediaType.APPLICATION_JSON)
  @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
  @ResponseHeader(name = "X-Accel-Buffering", value = "no")
  @Operation(operationId = "followMyMedia", summary = "What becomes of my media, as it happens")
  @APIResponse(
      responseCode = "200",
      description = "Events `medium` with a medium as it is now, and `deleted` with an id",
      content =
          @Content(
              mediaType = MediaType.SERVER_SENT_EVENTS,
              schema = @Schema(implementation = Medium.class)))
  @APIResponse(responseCode = "400", description = "Last-Event-ID is none of ours")
  @APIResponse(responseCode = "429", description = "Too many streams of this account")
  @APIResponse(responseCode = "503", description = "Too many streams in this pod")
  public Multi<OutboundSseEvent> follow(
      @HeaderParam("Last-Event-ID") @Nullable String lastEventId, @Context Sse sse) {
    return streams.answer(new Topic.AllOf(caller.account()), lastEventId, sse);
  }
}
