package dev.tenk.media.medium;

import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.page.Cursor;
import dev.tenk.platform.page.Page;
import dev.tenk.platform.token.CurrentCaller;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
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
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Metadata of media. */
@Path("/v1/media")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class MediumResource {

  private static final int MAX_PAGE = 100;

  private final MediumService media;
  private final MediumBlobs blobs;
  private final CurrentCaller caller;

  MediumResource(MediumService media, MediumBlobs blobs, CurrentCaller caller) {
    this.media = media;
    this.blobs = blobs;
    this.caller = caller;
  }

  /** The medium, for everyone who knows its id. */
  @GET
  @Path("{id}")
  @PermitAll
  public Medium get(@RestPath ShardedId id) {
    return media.find(id).orElseThrow(MediumService::notFound);
  }

  /** Media of an owner, newest first; without an owner the caller's own. */
  @GET
  @PermitAll
  public Page<Medium> list(
      @RestQuery @Nullable ShardedId owner,
      @RestQuery @Nullable Cursor cursor,
      @RestQuery @DefaultValue("20") @Min(1) @Max(MAX_PAGE) int limit) {
    return media.list(owner == null ? caller.account() : owner, cursor, limit);
  }

  /** Changes what the owner says of the medium. */
  @PATCH
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Authenticated
  public Medium change(@RestPath ShardedId id, @NotNull @Valid MediumChange change) {
    return media.describe(id, caller.account(), change.alt());
  }

  /** Deletes the medium and its bytes. */
  @DELETE
  @Path("{id}")
  @Authenticated
  public void delete(@RestPath ShardedId id) {
    media.delete(id, caller.account());
    blobs.tryDelete(id);
  }
}
