package dev.tenk.media.delivery;

import dev.tenk.media.link.Signature;
import dev.tenk.media.link.SignedLinks;
import dev.tenk.media.medium.CachedMedium;
import dev.tenk.media.medium.Visibility;
import dev.tenk.platform.http.cache.Freshness;
import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.token.Caller;
import dev.tenk.platform.token.CurrentCaller;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/**
 * Who may have a picture, and who may keep it.
 *
 * <p>Shared caches keep the answer of one address alone, written in one way: a purge knows no
 * other. With a query, or with characters that are encoded, it is the caller's.
 */
@Singleton
final class Admission {

  private final SignedLinks links;
  private final CurrentCaller caller;
  private final CurrentVertxRequest current;

  Admission(SignedLinks links, CurrentCaller caller, CurrentVertxRequest current) {
    this.links = links;
    this.caller = caller;
    this.current = current;
  }

  /**
   * How long the answer to the current request may be kept by whom; empty where there is none for
   * this caller.
   *
   * @param segment the last of the path, decoded
   * @param everyone for what everyone may see
   */
  Optional<Freshness> to(CachedMedium medium, String segment, Freshness everyone) {
    HttpServerRequest request = current.getCurrent().request();
    Optional<Duration> byLink =
        signatureOf(request).flatMap(signed -> links.keptFor(medium.id(), segment, signed));
    if (byLink.isPresent()) {
      return byLink.map(Freshness::privately);
    }
    Optional<ShardedId> who = caller.find().map(Caller::account);
    if (!medium.isSeenBy(who)) {
      return Optional.empty();
    }
    boolean shared =
        medium.visibility() != Visibility.PRIVATE
            && request.uri().equals("/m/" + medium.id() + "/" + segment);
    return Optional.of(shared ? everyone : Freshness.PRIVATE);
  }

  private static Optional<Signature> signatureOf(HttpServerRequest request) {
    return request.query() == null
        ? Optional.empty()
        : Signature.of(request.getParam("exp"), request.getParam("kid"), request.getParam("sig"));
  }
}
