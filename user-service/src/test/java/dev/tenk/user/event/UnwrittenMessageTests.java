package dev.tenk.user.event;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.embedded.EmbeddedEngines;
import dev.tenk.platform.id.ShardedId;
import dev.tenk.user.Person;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A change and what it causes commit together, or neither does. */
@QuarkusTest
class UnwrittenMessageTests {

  private static final String CONSTRAINT = "refuses_one_bucket";

  /** By one statement without a condition, and in a transaction with one. */
  @ParameterizedTest
  @ValueSource(strings = {"X-Any", "If-Match"})
  void aChangeWhoseMessageCannotBeWrittenIsNone(String field) throws SQLException {
    Person person = Person.member();
    int bucket = ShardedId.parse(person.id()).orElseThrow().bucket();

    execute(
        "ALTER TABLE outbox ADD CONSTRAINT %s CHECK (bucket <> %d) NOT VALID"
            .formatted(CONSTRAINT, bucket));
    try {
      assertThat(rename(person, field, "Refused")).isEqualTo(500);
    } finally {
      execute("ALTER TABLE outbox DROP CONSTRAINT " + CONSTRAINT);
    }

    assertThat(name(person)).isEqualTo(person.handle());
    assertThat(rename(person, field, "Taken")).isEqualTo(200);
    assertThat(name(person)).isEqualTo("Taken");
  }

  private static int rename(Person person, String field, String name) {
    return person
        .authenticated()
        .header(field, "*")
        .contentType(ContentType.JSON)
        .body(Map.of("displayName", name))
        .patch("/v1/users/me")
        .statusCode();
  }

  private static String name(Person person) {
    return given().get("/v1/users/" + person.id()).path("displayName");
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = EmbeddedEngines.postgres().primary().connect("tenk_user");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
