package dev.tenk.embedded.test;

import dev.tenk.embedded.EmbeddedEngines;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** The broker of {@code tenk.broker.url} is the embedded one. */
public final class BrokerResource implements QuarkusTestResourceLifecycleManager {
  @Override
  public Map<String, String> start() {
    return Map.of("tenk.broker.url", EmbeddedEngines.broker().url());
  }

  /** Nothing: the engine serves the other tests of this JVM. */
  @Override
  public void stop() {}
}
