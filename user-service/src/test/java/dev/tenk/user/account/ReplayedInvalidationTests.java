package dev.tenk.user.account;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.embedded.EmbeddedEngines;
import dev.tenk.platform.cache.shared.Change;
import dev.tenk.platform.caching.CacheChangeSink;
import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.outbox.OutboxMessage;
import dev.tenk.user.Person;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A process that dies between its commit and its invalidation leaves a row of the outbox. */
@QuarkusTest
class ReplayedInvalidationTests {

  @Test
  void theRowOfADeadProcessInvalidatesWhatIsInMemoryAndInRedis() throws SQLException {
    // given: kept in both tiers, for minutes in Redis
    Person person = Person.member();
    String path = "/v1/users/" + person.id();
    assertThat(given().get(path).<String>path("displayName")).isEqualTo(person.handle());

    // when: all that a process does until it has committed
    commitAndDie(ShardedId.parse(person.id()).orElseThrow(), "Another");

    // then
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> given().get(path).<String>path("displayName"), "Another"::equals);
  }

  private static void commitAndDie(ShardedId account, String name) throws SQLException {
    var change =
        new Change("profile", account.toString(), UUID.randomUUID(), System.currentTimeMillis());
    OutboxMessage message = CacheChangeSink.message(account.bucket(), change);
    try (Connection connection = EmbeddedEngines.postgres().primary().connect("tenk_user");
        var update =
            connection.prepareStatement(
                "UPDATE account SET display_name = ? WHERE bucket = ? AND id = ?");
        var outbox =
            connection.prepareStatement(
                "INSERT INTO outbox (created_at, bucket, id, queue, content_type, body)"
                    + " VALUES (now(), ?, ?, ?, ?, ?)")) {
      connection.setAutoCommit(false);
      update.setString(1, name);
      update.setShort(2, account.bucket());
      update.setObject(3, account.value());
      assertThat(update.executeUpdate()).isOne();
      outbox.setShort(1, message.bucket());
      outbox.setObject(2, message.id());
      outbox.setString(3, message.queue());
      outbox.setString(4, message.contentType());
      outbox.setBytes(5, message.body());
      outbox.executeUpdate();
      connection.commit();
    }
  }
}
