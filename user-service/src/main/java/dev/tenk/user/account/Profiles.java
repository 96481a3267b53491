package dev.tenk.user.account;

import dev.tenk.platform.cache.CacheDeclaration;
import dev.tenk.platform.cache.CacheKeys;
import dev.tenk.platform.cache.Caches;
import dev.tenk.platform.cache.TieredCache;
import dev.tenk.platform.cache.codec.RecordCodec;
import dev.tenk.platform.cache.invalidation.Invalidations;
import dev.tenk.platform.caching.EdgePurge;
import dev.tenk.platform.caching.Rendered;
import dev.tenk.platform.caching.RenderedCodec;
import dev.tenk.platform.caching.Shown;
import dev.tenk.platform.caching.StrangersReads;
import dev.tenk.platform.database.lookup.RowsById;
import dev.tenk.platform.http.cache.Freshness;
import dev.tenk.platform.http.cache.JsonRepresentations;
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

  private final TieredCache<ShardedId, Rendered<User>> cache;
  private final Invalidations invalidations;

  Profiles(
      Caches caches,
      Invalidations invalidations,
      ProfileReads reads,
      JsonRepresentations json,
      EdgePurge edge,
      StrangersReads strangers) {
    this.invalidations = invalidations;
    var codec = new RenderedCodec<>(RecordCodec.of(User.class), user -> json.of(user, null));
    this.cache =
        caches.declare(
            CacheDeclaration.of(
                    NAME,
                    new CacheKeys<>(ShardedId::toString, ShardedId::parse),
                    codec,
                    codec::weigh,
                    id -> reads.find(id).map(codec::render))
                .withLoadAll(RowsById.MOST, ids -> codec.renderAll(reads.findAll(ids))));
    edge.shows(NAME, id -> List.of(PATH + id));
    strangers.answer(
        PATH, PATH + "{id}", cache, found -> new Shown(found.representation(), FRESHNESS));
  }

  TieredCache<ShardedId, Rendered<User>> cache() {
    return cache;
  }

  /** The current transaction changes what others see of the account. Blocking. */
  void changed(ShardedId account) {
    invalidations.add(account.bucket(), cache, account);
  }
}
