package dev.tenk.user.account;

import dev.tenk.platform.cache.CacheDeclaration;
import dev.tenk.platform.cache.CacheKeys;
import dev.tenk.platform.cache.Caches;
import dev.tenk.platform.cache.TieredCache;
import dev.tenk.platform.cache.invalidation.Invalidations;
import dev.tenk.platform.cache.shared.Change;
import dev.tenk.platform.caching.EarlyReads;
import dev.tenk.platform.caching.EdgePurge;
import dev.tenk.platform.caching.Rendering;
import dev.tenk.platform.caching.RepresentationCodec;
import dev.tenk.platform.caching.Shown;
import dev.tenk.platform.database.lookup.RowsById;
import dev.tenk.platform.http.cache.Freshness;
import dev.tenk.platform.http.cache.JsonRepresentations;
import dev.tenk.platform.http.cache.Representation;
import dev.tenk.platform.id.ShardedId;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.List;

/**
 * Public profiles by account, cached; invalidated with what others see of the account.
 *
 * <p>There before the outbox is looked at, which purges what the edge shows of them.
 */
@Singleton
@Startup(Interceptor.Priority.LIBRARY_BEFORE)
class Profiles {

  private static final String NAME = "profile";
  private static final String PATH = "/v1/users/";

  /** What others may keep of them. */
  static final Freshness FRESHNESS =
      Freshness.changing(
          Duration.ZERO, Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofMinutes(10));

  private final TieredCache<ShardedId, Representation> cache;
  private final Invalidations invalidations;

  Profiles(
      Caches caches,
      Invalidations invalidations,
      ProfileReads reads,
      JsonRepresentations json,
      EdgePurge edge,
      EarlyReads early) {
    this.invalidations = invalidations;
    this.cache =
        caches.declare(
            CacheDeclaration.of(
                    NAME,
                    new CacheKeys<>(ShardedId::toString, ShardedId::parse),
                    RepresentationCodec.of(User.class),
                    Representation::weight,
                    id -> reads.find(id).map(user -> json.of(user, null)))
                .withLoadAll(
                    RowsById.MOST,
                    ids -> Rendering.all(reads.findAll(ids), user -> json.of(user, null))));
    edge.shows(NAME, id -> List.of(PATH + id));
    early.answer(PATH, PATH + "{id}", cache, (found, _) -> new Shown(found, FRESHNESS));
  }

  TieredCache<ShardedId, Representation> cache() {
    return cache;
  }

  /** A change of what others see of the account, by a statement without a transaction around. */
  Change change(ShardedId account) {
    return invalidations.change(cache, account);
  }

  /** The current transaction changes what others see of the account. Blocking. */
  void changed(ShardedId account) {
    invalidations.add(account.bucket(), cache, account);
  }
}
