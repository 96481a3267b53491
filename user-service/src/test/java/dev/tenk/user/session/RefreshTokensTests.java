package dev.tenk.user.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.id.ShardedIds;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RefreshTokensTests {

  private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);

  private final RefreshTokens tokens = new RefreshTokens(new SessionKey(KEY));
  private final ShardedIds ids = new ShardedIds(Clock.systemUTC(), new Random(7));
  private final ShardedId account = ids.newOwner();
  private final RefreshToken token =
      new RefreshToken(
          account, ids.newOwnedBy(account), 41, Instant.parse("2026-03-01T12:00:00.123Z"));

  @Test
  void readsWhatItWrote() {
    // given
    String text = tokens.format(token);

    // when, then
    assertThat(tokens.parse(text)).contains(token);
    assertThat(new RefreshTokens(new SessionKey(KEY)).format(token)).isEqualTo(text);
  }

  @Test
  void refusesEveryAlteredByte() {
    // given
    byte[] bytes = Base64.getUrlDecoder().decode(tokens.format(token));

    // when, then
    for (int i = 0; i < bytes.length; i++) {
      byte[] altered = bytes.clone();
      altered[i] ^= 1;
      assertThat(tokens.parse(Base64.getUrlEncoder().withoutPadding().encodeToString(altered)))
          .isEmpty();
    }
  }

  @Test
  void refusesTokensOfAnotherKeyAndOtherText() {
    assertThat(
            new RefreshTokens(new SessionKey("another key of at least 32 bytes".getBytes(UTF_8)))
                .parse(tokens.format(token)))
        .isEmpty();
    assertThat(tokens.parse("")).isEmpty();
    assertThat(tokens.parse("not base64!")).isEmpty();
    assertThat(tokens.parse(tokens.format(token) + "AAAA")).isEmpty();
  }

  @Test
  void keepsTokensForDevicesApart() {
    // given
    DeviceTokens devices = new DeviceTokens(new SessionKey(KEY));
    Device device = new Device(account, new UUID(1, 2));

    // when, then
    assertThat(devices.parse(devices.format(device))).contains(device);
    assertThat(tokens.parse(devices.format(device))).isEmpty();
    assertThat(devices.parse(tokens.format(token))).isEmpty();
  }

  @Test
  void refusesAShortKey() {
    assertThatThrownBy(() -> new SessionKey(new byte[31]))
        .hasMessage("tenk.signing.keys-directory: refresh.key has fewer than 32 bytes");
  }
}
