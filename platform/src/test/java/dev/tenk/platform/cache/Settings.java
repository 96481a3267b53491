package dev.tenk.platform.cache;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.spi.Converter;

/** The configuration of a test's caches: defaults, no jitter, and what the test says. */
public final class Settings {

  private Settings() {}

  /** Names without {@code tenk.cache.} and values, by turns. */
  public static CacheConfig of(String... pairs) {
    Map<String, String> values = new HashMap<>();
    values.put("tenk.cache.policies.things.jitter", "0");
    for (int i = 0; i < pairs.length; i += 2) {
      values.put("tenk.cache." + pairs[i], pairs[i + 1]);
    }
    return new SmallRyeConfigBuilder()
        .withMapping(CacheConfig.class)
        .withConverter(
            java.time.Duration.class, 200, new io.quarkus.runtime.configuration.DurationConverter())
        .withConverter(
            MemorySize.class,
            200,
            (Converter<MemorySize>) new io.quarkus.runtime.configuration.MemorySizeConverter())
        .withDefaultValues(values)
        .build()
        .getConfigMapping(CacheConfig.class);
  }
}
