package dev.tenk.platform.database.consistency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.platform.database.consistency.ConsistencyTokens.Token;
import dev.tenk.platform.database.wal.WalPosition;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConsistencyTokensTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);
  private static final WalPosition POSITION = new WalPosition(7_300_000_000_000_000_001L, 3, -5);

  private final ConsistencyTokens tokens = tokens(KEY, "media", NOW);

  private static ConsistencyTokens tokens(byte[] key, String service, Instant now) {
    return new ConsistencyTokens(
        key, service.getBytes(UTF_8), Duration.ofSeconds(30), InstantSource.fixed(now));
  }

  @Test
  void sayAgainWhatTheyWereIssuedFor() {
    String token = tokens.issue(POSITION);

    assertThat(token).matches("[A-Za-z0-9_-]{55}");
    assertThat(tokens.read(token)).contains(new Token(POSITION, true));
    assertThat(tokens(KEY, "media", NOW.plusSeconds(31)).read(token))
        .contains(new Token(POSITION, false));
  }

  @Test
  void ofAnotherKeyOrServiceAreNone() {
    String token = tokens.issue(POSITION);

    assertThat(tokens("another key of sufficient length".getBytes(UTF_8), "media", NOW).read(token))
        .isEmpty();
    assertThat(tokens(KEY, "user", NOW).read(token)).isEmpty();
  }

  @Test
  void thatWereChangedAreNone() {
    String token = tokens.issue(POSITION);
    var random = new Random(1);
    for (int i = 0; i < 1000; i++) {
      char[] changed = token.toCharArray();
      int at = random.nextInt(changed.length - 1); // the last character has bits that do not count
      changed[at] = changed[at] == 'A' ? 'B' : 'A';
      assertThat(tokens.read(new String(changed))).isEmpty();
    }
    assertThat(tokens.read("")).isEmpty();
    assertThat(tokens.read("!")).isEmpty();
    assertThat(tokens.read(token + token)).isEmpty();
  }
}
