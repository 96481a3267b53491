package dev.tenk.worker.image;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** The configuration as shipped, with a few values of a test's own. */
final class TestImageConfig {

  private TestImageConfig() {}

  static ImageConfig with(Map<String, String> values) {
    try {
      return new SmallRyeConfigBuilder()
          .withMapping(ImageConfig.class)
          .withSources(
              new PropertiesConfigSource(
                  TestImageConfig.class.getResource("/application.properties"), 100))
          .withSources(new PropertiesConfigSource(values, "test", 200))
          .build()
          .getConfigMapping(ImageConfig.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
