package dev.tenk.user.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.id.ShardedIds;
import dev.tenk.user.Person;
import dev.tenk.user.account.Authenticated;
import dev.tenk.user.account.Authenticator;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * A sign-in whose account is changed while its password is checked; by a pod's clock or another.
 */
@QuarkusTest
class SessionRecordsTests {

  @Inject SessionRecords records;
  @Inject Authenticator authenticator;
  @Inject ShardedIds ids;
  @Inject AgroalDataSource database;

  @Test
  @ActivateRequestContext
  void storesNoSessionOfAPasswordThatWasChangedMeanwhile() throws SQLException {
    // given
    Person person = Person.member();
    Authenticated entered = enter(person);

    // when: by a pod whose clock is behind
    change(entered.account(), "password_hash = 'another'");

    // then
    assertThat(insert(entered)).isEqualTo(new Insertion.Overtaken());
  }

  @Test
  @ActivateRequestContext
  void storesNoSessionOfAnAccountThatWasLockedOrDeletedMeanwhile() throws SQLException {
    for (String column : Set.of("locked_at", "deletion_due_at")) {
      // given
      Authenticated entered = enter(Person.member());

      // when
      change(entered.account(), column + " = now()");

      // then
      assertThat(insert(entered)).as(column).isEqualTo(new Insertion.Overtaken());
    }
  }

  @Test
  @ActivateRequestContext
  void givesTheRolesOfTheMomentAtWhichItIsStored() throws SQLException {
    // given
    Authenticated entered = enter(Person.member());

    // when
    change(entered.account(), "roles = '{user,admin}'");

    // then
    assertThat(insert(entered)).isEqualTo(new Insertion.Stored(Set.of("user", "admin")));
  }

  @Test
  void storesNoSessionOfNobody() {
    assertThat(insert(new Authenticated(ids.newOwner(), "any")))
        .isEqualTo(new Insertion.NoAccount());
  }

  private Authenticated enter(Person person) {
    return authenticator.authenticate(person.handle(), person.password()).orElseThrow();
  }

  /** Of a pod whose clock is ahead, so that no comparison of times can tell. */
  private Insertion insert(Authenticated entered) {
    Instant ahead = Instant.now().plus(Duration.ofSeconds(30)).truncatedTo(ChronoUnit.MILLIS);
    ShardedId id = ids.newOwnedBy(entered.account(), ahead);
    return records.insert(
        new SessionRecord(
            null,
            "192.0.2.1",
            ahead,
            ahead.plus(Duration.ofDays(1)),
            RefreshToken.first(entered.account(), id)),
        entered.passwordHash());
  }

  private void change(ShardedId account, String assignment) throws SQLException {
    try (var connection = database.getConnection();
        var update =
            connection.prepareStatement(
                "update account set " + assignment + " where bucket = ? and id = ?")) {
      update.setShort(1, account.bucket());
      update.setObject(2, account.value());
      assertThat(update.executeUpdate()).isEqualTo(1);
    }
  }
}
