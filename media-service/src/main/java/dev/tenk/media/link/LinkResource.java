package dev.tenk.media.link;

import dev.tenk.media.medium.Medium;
import dev.tenk.media.medium.MediumService;
import dev.tenk.platform.http.ProblemException;
import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.token.CurrentCaller;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestPath;

/** Gives the owner of a medium links to hand on. */
@Path("/v1/media/{id}/links")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@RunOnVirtualThread
public class LinkResource {

  private final MediumService media;
  private final SignedLinks signed;
  private final OriginalLinks originals;
  private final LinkConfig config;
  private final CurrentCaller caller;
  private final InstantSource clock;

  LinkResource(
      MediumService media,
      SignedLinks signed,
      OriginalLinks originals,
      LinkConfig config,
      CurrentCaller caller,
      InstantSource clock) {
    this.media = media;
    this.signed = signed;
    this.originals = originals;
    this.config = config;
    this.caller = caller;
    this.clock = clock;
  }

  /** Links to all variants, each good for itself alone, until they expire. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "makeLinks", summary = "Links by which anyone may see a private medium")
  @APIResponse(responseCode = "403", description = "It is somebody else's")
  @APIResponse(responseCode = "404", description = "No such medium")
  @APIResponse(responseCode = "422", description = "They would be good for too long")
  @APIResponseSchema(value = Links.class, responseDescription = "The links")
  public Links make(@RestPath ShardedId id, @NotNull @Valid LinkRequest request) {
    Duration life = lifetime(request);
    Medium medium = media.owned(id, caller.account());
    Instant expiresAt = clock.instant().truncatedTo(ChronoUnit.SECONDS).plus(life);
    return new Links(
        expiresAt,
        medium.variants().stream().map(variant -> link(medium, variant, expiresAt)).toList(),
        Boolean.TRUE.equals(request.original()) ? originals.to(id, expiresAt) : null);
  }

  private Duration lifetime(LinkRequest request) {
    Integer seconds = request.expiresIn();
    Duration life = seconds == null ? config.lifetime() : Duration.ofSeconds(seconds);
    if (life.compareTo(config.maxLifetime()) > 0) {
      throw ProblemException.invalid(
          "/expiresIn", "may be at most " + config.maxLifetime().toSeconds());
    }
    return life;
  }

  private Links.Link link(Medium medium, Medium.Variant variant, Instant expiresAt) {
    String segment = variant.url().substring(variant.url().lastIndexOf('/') + 1);
    Signature signature = signed.sign(medium.id(), segment, expiresAt);
    return new Links.Link(
        variant.name(), variant.format(), variant.url() + "?" + signature.query());
  }
}
