package dev.tenk.media.medium;

import dev.tenk.platform.caching.KeptAnswers;
import dev.tenk.platform.caching.Rendered;
import dev.tenk.platform.caching.Shown;
import dev.tenk.platform.http.cache.Freshness;
import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.page.Cursor;
import dev.tenk.platform.token.Caller;
import dev.tenk.platform.token.CurrentCaller;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Metadata of media; reads are answered on the event loop where memory has them. */
@Path("/v1/media")
@Produces(MediaType.APPLICATION_JSON)
public class MediumResource {

  private static final int MAX_PAGE = 100;

  private final MediumService media;
  private final MediumChanges changes;
  private final MediumCaches caches;
  private final MediumBlobs blobs;
  private final KeptAnswers answers;
  private final CurrentCaller caller;

  MediumResource(
      MediumService media,
      MediumChanges changes,
      MediumCaches caches,
      MediumBlobs blobs,
      KeptAnswers answers,
      CurrentCaller caller) {
    this.media = media;
    this.changes = changes;
    this.caches = caches;
    this.blobs = blobs;
    this.answers = answers;
    this.caller = caller;
  }

  /** The medium, for everyone who knows its id; a private one for its owner alone. */
  @GET
  @Path("{id}")
  @PermitAll
  @NonBlocking
  @APIResponseSchema(value = Medium.class, responseDescription = "The medium")
  @APIResponse(responseCode = "304", description = "It is as the client has it")
  @APIResponse(responseCode = "404", description = "No such medium")
  public Uni<RestResponse<byte[]>> get(@RestPath ShardedId id) {
    Optional<ShardedId> who = caller.find().map(Caller::account);
    return answers.get(caches.media(), id, found -> shown(found, who), MediumService::notFound);
  }

  private static Shown shown(Rendered<CachedMedium> found, Optional<ShardedId> who) {
    if (!found.value().isSeenBy(who)) {
      throw MediumService.notFound();
    }
    return MediumCaches.shown(found);
  }

  /** Public media of an owner, newest first; without an owner all of the caller's own. */
  @GET
  @PermitAll
  @NonBlocking
  @APIResponseSchema(value = FirstPage.class, responseDescription = "A page of media")
  public Uni<RestResponse<byte[]>> list(
      @RestQuery @Nullable ShardedId owner,
      @RestQuery @Nullable Cursor cursor,
      @RestQuery @DefaultValue("20") @Min(1) @Max(MAX_PAGE) int limit) {
    if (owner == null) {
      ShardedId me = caller.account();
      return answers.load(
          caches.firstPages(), me, () -> caches.ownPage(me, cursor, limit), Freshness.PRIVATE);
    }
    return cursor == null && limit == MediumCaches.PAGE
        ? answers.get(caches.firstPages(), owner, MediumCaches.FRESHNESS, MediumService::notFound)
        : answers.load(
            caches.firstPages(),
            owner,
            () -> caches.page(owner, cursor, limit),
            MediumCaches.FRESHNESS);
  }

  /** Changes what the owner says of the medium. */
  @PATCH
  @Path("{id}")
  @RunOnVirtualThread
  @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
  @Authenticated
  @APIResponse(responseCode = "403", description = "It is somebody else's")
  @APIResponse(responseCode = "404", description = "No such medium")
  @APIResponse(responseCode = "412", description = "It is not as If-Match says")
  @APIResponse(responseCode = "428", description = "If-Match is required here")
  @APIResponseSchema(value = Medium.class, responseDescription = "The medium, changed")
  public Medium change(@RestPath ShardedId id, @NotNull @Valid MediumChange change) {
    return changes.make(id, caller.account(), change);
  }

  /** Deletes the medium and its bytes. */
  @DELETE
  @Path("{id}")
  @RunOnVirtualThread
  @Authenticated
  @APIResponse(responseCode = "204", description = "Gone")
  @APIResponse(responseCode = "403", description = "It is somebody else's")
  @APIResponse(responseCode = "404", description = "No such medium")
  public void delete(@RestPath ShardedId id) {
    media.delete(id, caller.account());
    blobs.tryDelete(id);
  }
}
