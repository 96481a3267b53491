package dev.tenk.embedded.test;

import dev.tenk.embedded.EmbeddedEngines;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** The default Redis client on the embedded Redis. */
public final class RedisResource implements QuarkusTestResourceLifecycleManager {
  @Override
  public Map<String, String> start() {
    return Map.of("quarkus.redis.hosts", EmbeddedEngines.redis().url());
  }

  /** Nothing: the engine serves the other tests of this JVM. */
  @Override
  public void stop() {}
}
