package dev.tenk.platform.revocation;

import dev.tenk.platform.redis.RedisScript;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.redis.datasource.RedisDataSource;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The revocations of the last minutes as a Redis stream, in the order in which they were added.
 *
 * <p>The stream exists only where it is whole: {@link #fill} makes it with all that PostgreSQL has,
 * {@link #add} adds to it but never makes it. So a Redis that came back empty is told from one
 * without revocations. Blocks for a round trip.
 */
@Singleton
@IfBuildProperty(name = "tenk.revocation.enabled", stringValue = "true")
public final class RevocationLog {

  static final String KEY = "revocations";
  static final String FIELD = "r";

  private final RedisScript fill = RedisScript.of(RevocationLog.class, "fill.lua");
  private final RedisScript append = RedisScript.of(RevocationLog.class, "append.lua");

  private final RedisDataSource redis;
  private final String keepMillis;

  @Inject
  RevocationLog(RedisDataSource redis, RevocationConfig config) {
    this(redis, config.keep());
  }

  RevocationLog(RedisDataSource redis, Duration keep) {
    this.redis = redis;
    this.keepMillis = Long.toString(keep.toMillis());
  }

  /** Whether the stream is there, and so is whole. */
  public boolean exists() {
    return redis.key().exists(KEY);
  }

  /** Makes the stream with these, unless it is there. */
  public void fill(List<Revocation> all) {
    fill.run(redis, List.of(KEY), texts(all));
  }

  /** Adds these at the end; does nothing where there is no stream to add to. */
  public void add(List<Revocation> revocations) {
    if (!revocations.isEmpty()) {
      append.run(redis, List.of(KEY), texts(revocations));
    }
  }

  /** As {@link #add}, in the background, once it is subscribed to. */
  public Uni<Void> addLater(List<Revocation> revocations) {
    return append.run(redis.getReactive(), List.of(KEY), texts(revocations)).replaceWithVoid();
  }

  private List<String> texts(List<Revocation> revocations) {
    List<String> arguments = new ArrayList<>();
    arguments.add(keepMillis);
    revocations.forEach(revocation -> arguments.add(revocation.toString()));
    return arguments;
  }
}
