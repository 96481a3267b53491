package dev.tenk.media.upload;

import dev.tenk.platform.config.ProductionCheck;
import dev.tenk.platform.token.TokenConfig;
import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Settings under which nobody could upload, or not what the limit promises. */
@Singleton
@Unremovable
final class UploadChecks implements ProductionCheck {

  private static final long FORM_BYTES = 64 * 1024;

  private final TokenConfig tokens;
  private final UploadConfig uploads;
  private final long maxBodyBytes;

  UploadChecks(
      TokenConfig tokens,
      UploadConfig uploads,
      @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize maxBody) {
    this.tokens = tokens;
    this.uploads = uploads;
    this.maxBodyBytes = maxBody.asLongValue();
  }

  @Override
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    if (tokens.jwksUrl().isEmpty()) {
      findings.add(new Finding("tenk.token.jwks-url", "must be set, or no token is accepted"));
    }
    if (maxBodyBytes < uploads.maxBytes().asLongValue() + FORM_BYTES) {
      findings.add(
          new Finding(
              "quarkus.http.limits.max-body-size",
              "must be at least 64 KB more than tenk.upload.max-bytes"));
    }
    return findings;
  }
}
