package dev.tenk.media.upload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.platform.config.ProductionCheck.Finding;
import dev.tenk.platform.token.TokenConfig;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class UploadChecksTest {

  private static final SmallRyeConfig DEFAULTS =
      new SmallRyeConfigBuilder()
          .addDiscoveredConverters()
          .withMapping(TokenConfig.class)
          .withMapping(UploadConfig.class)
          .build();

  private final TokenConfig tokens = DEFAULTS.getConfigMapping(TokenConfig.class);
  private final UploadConfig uploads = DEFAULTS.getConfigMapping(UploadConfig.class);

  @Test
  void namesTheMissingKeysAndABodyLimitThatFormsWouldNotFit() {
    MemorySize same = new MemorySize(BigInteger.valueOf(uploads.maxBytes().asLongValue()));

    assertThat(new UploadChecks(tokens, uploads, same).findings())
        .extracting(Finding::property)
        .containsExactly("tenk.token.jwks-url", "quarkus.http.limits.max-body-size");
  }

  @Test
  void isContentWithABodyLimitThatLeavesRoomForTheForm() {
    MemorySize roomy =
        new MemorySize(BigInteger.valueOf(uploads.maxBytes().asLongValue() + 64 * 1024));

    assertThat(new UploadChecks(tokens, uploads, roomy).findings())
        .extracting(Finding::property)
        .containsExactly("tenk.token.jwks-url");
  }
}
