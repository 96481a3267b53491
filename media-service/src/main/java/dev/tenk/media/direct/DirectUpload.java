package dev.tenk.media.direct;

import dev.tenk.platform.id.ShardedId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An announced upload.
 *
 * @param id by which it is completed
 * @param expiresAt until when it may be
 * @param put how its bytes are sent
 */
@RegisterForReflection
public record DirectUpload(
    @Schema(implementation = String.class, format = "uuid") ShardedId id,
    Instant expiresAt,
    Put put) {

  /**
   * A request of the method PUT.
   *
   * @param url where to, relative to the origin where it has no host
   * @param headers to send, those of the length and of the client's own choice beside
   */
  @RegisterForReflection
  public record Put(String url, Map<String, String> headers) {}
}
