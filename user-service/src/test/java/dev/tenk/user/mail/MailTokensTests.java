package dev.tenk.user.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.id.ShardedIds;
import dev.tenk.user.mail.MailToken.Purpose;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MailTokensTests {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Set<Purpose> RESET = Set.of(Purpose.RESET_PASSWORD);

  @Inject AgroalDataSource database;
  @Inject ShardedIds ids;
  @Inject MailTokens tokens;

  @Test
  void isGoodOnceThoughManyTryAtOnce() throws Exception {
    // given
    MailToken given = token();
    String text = tokens.issue(given, HOUR);
    assertThat(text).hasSize(64).matches("[A-Za-z0-9_-]+");
    assertThat(tokens.find(text, RESET)).contains(given);

    // when
    Callable<Boolean> redeem = () -> tokens.redeem(text, RESET).isPresent();
    long successes;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      successes =
          threads.invokeAll(Stream.generate(() -> redeem).limit(8).toList()).stream()
              .filter(done -> done.resultNow())
              .count();
    }

    // then
    assertThat(successes).isEqualTo(1);
    assertThat(tokens.find(text, RESET)).isEmpty();
  }

  @Test
  void isGoodForItsPurposeAlone() {
    // given
    String text = tokens.issue(token(), HOUR);

    // when, then
    assertThat(tokens.redeem(text, EnumSet.complementOf(EnumSet.copyOf(RESET)))).isEmpty();
    assertThat(tokens.redeem(text, RESET)).isPresent();
  }

  @Test
  void isGoodForItsLifetimeAlone() {
    // given
    String text = tokens.issue(token(), HOUR);

    // when, then
    Instant now = Instant.now();
    assertThat(at(now.plus(HOUR).plusSeconds(1)).redeem(text, RESET)).isEmpty();
    assertThat(at(now.plus(HOUR).minusSeconds(60)).redeem(text, RESET)).isPresent();
  }

  @Test
  void isNotGoodInPart() {
    // given: the id of one and the secret of another
    byte[] one = Base64.getUrlDecoder().decode(tokens.issue(token(), HOUR));
    byte[] other = Base64.getUrlDecoder().decode(tokens.issue(token(), HOUR));
    System.arraycopy(other, 16, one, 16, 32);

    // when, then
    assertThat(tokens.redeem(Base64.getUrlEncoder().encodeToString(one), RESET)).isEmpty();
  }

  @Test
  void cannotBeReadFromTheDatabase() throws SQLException {
    // given
    MailToken given = token();
    byte[] all = Base64.getUrlDecoder().decode(tokens.issue(given, HOUR));
    String secret = HexFormat.of().formatHex(all, 16, 48);

    // when
    try (var connection = database.getConnection();
        var query =
            connection.prepareStatement(
                "select t::text from mail_token t where bucket = ? and account = ?")) {
      query.setShort(1, given.account().bucket());
      query.setObject(2, given.account().value());
      var row = query.executeQuery();

      // then
      assertThat(row.next()).isTrue();
      assertThat(row.getString(1)).doesNotContain(secret);
    }
  }

  @Test
  void forgetsWhatExpiredLongAgo() {
    // given
    MailToken given = token();
    String old = at(Instant.now().minus(Duration.ofDays(3))).issue(given, HOUR);

    // when
    assertThat(tokens.deleteExpired()).isPositive();

    // then
    assertThat(at(Instant.now().minus(Duration.ofDays(3))).find(old, RESET)).isEmpty();
  }

  private MailToken token() {
    ShardedId account = ids.newOwner();
    return new MailToken(Purpose.RESET_PASSWORD, account, "anna@mail.example");
  }

  private MailTokens at(Instant time) {
    return new MailTokens(database, ids, InstantSource.fixed(time));
  }
}
