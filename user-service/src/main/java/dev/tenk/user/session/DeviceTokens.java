package dev.tenk.user.session;

import dev.tenk.platform.id.ShardedId;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;

/**
 * By a device token a client shows at sign-in that its owner was in before, so that strangers who
 * guess at the account's password cannot lock the owner out. It opens nothing.
 *
 * @see <a
 *     href="https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies">OWASP,
 *     device cookies</a>
 */
@Singleton
class DeviceTokens {

  private static final int CONTENT_BYTES = 16 + 16;

  private final SealedText sealed;

  DeviceTokens(SessionKey key) {
    this.sealed = key.sealed("tenk device 1", CONTENT_BYTES);
  }

  /** The text form. */
  String format(Device device) {
    return sealed.seal(
        ByteBuffer.allocate(CONTENT_BYTES)
            .putLong(device.account().value().getMostSignificantBits())
            .putLong(device.account().value().getLeastSignificantBits())
            .putLong(device.id().getMostSignificantBits())
            .putLong(device.id().getLeastSignificantBits())
            .array());
  }

  /** Reads a token; empty where it is not one that was made with this key. */
  Optional<Device> parse(String text) {
    return sealed
        .open(text)
        .map(ByteBuffer::wrap)
        .map(
            buffer ->
                new Device(
                    new ShardedId(new UUID(buffer.getLong(), buffer.getLong())),
                    new UUID(buffer.getLong(), buffer.getLong())));
  }
}
