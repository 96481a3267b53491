package dev.tenk.media.upload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.media.test.MediaServiceTest;
import dev.tenk.platform.config.ProductionCheck.Finding;
import dev.tenk.platform.token.TokenConfig;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

@QuarkusTest
class UploadChecksTest extends MediaServiceTest {

  @Inject TokenConfig tokens;
  @Inject UploadConfig uploads;

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
