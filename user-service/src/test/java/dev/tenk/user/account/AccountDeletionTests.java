package dev.tenk.user.account;

import static dev.tenk.user.Person.post;
import static dev.tenk.user.Problems.assertProblem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.contract.AccountDeleted;
import dev.tenk.contract.EventCodec;
import dev.tenk.contract.MalformedEventException;
import dev.tenk.contract.Queues;
import dev.tenk.platform.broker.Broker;
import dev.tenk.platform.broker.Settlement;
import dev.tenk.platform.id.ShardedId;
import dev.tenk.user.Mails;
import dev.tenk.user.Person;
import io.agroal.api.AgroalDataSource;
import io.quarkus.mailer.MockMailbox;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AccountDeletionTests {

  @Inject MockMailbox mailbox;
  @Inject AgroalDataSource database;
  @Inject AccountDeletion deletion;
  @Inject Broker broker;

  @Test
  void hidesTheAccountAtOnceAndEndsItsSessions() {
    // given
    Person person = Person.member();
    Mails.verify(mailbox, person);
    Response session = person.signIn();
    String id = person.id();

    // when
    Response answer = delete(person, person.password());

    // then
    assertThat(answer.statusCode()).isEqualTo(204);
    assertProblem(given().get("/v1/users/" + id), 404, "not-found");
    assertThat(given().get("/v1/users?handle=" + person.handle()).<List<?>>path("items")).isEmpty();
    Person.awaitEnded(session);
    assertThat(Mails.await(mailbox, person.email(), "Your account will be deleted").getText())
        .contains("@" + person.handle());
    assertThat(deletion.delete(ShardedId.parse(id).orElseThrow())).isFalse();
  }

  @Test
  void givesTheAccountBackToWhoSignsInWithinTheGrace() {
    // given
    Person person = Person.member();
    String id = person.id();
    delete(person, person.password()).then().statusCode(204);

    // when, then: not with another password
    assertProblem(Person.signIn(person.handle(), "not it"), 401, "wrong-credentials");
    assertProblem(given().get("/v1/users/" + id), 404, "not-found");

    // when, then
    assertThat(person.signIn().statusCode()).isEqualTo(201);
    assertThat(given().get("/v1/users/" + id).statusCode()).isEqualTo(200);
    assertThat(person.authenticated().get("/v1/users/me").<String>path("id")).isEqualTo(id);
  }

  @Test
  void leavesNoTraceAfterTheGraceAndTellsTheOthers() throws Exception {
    // given: an account with everything, whose grace has ended
    Set<UUID> told = ConcurrentHashMap.newKeySet();
    broker.receive(
        Queues.ACCOUNT_EVENTS,
        1,
        message -> {
          try {
            if (EventCodec.decode(message.body()).data() instanceof AccountDeleted event) {
              told.add(event.accountId());
            }
            return CompletableFuture.completedFuture(Settlement.ACCEPT);
          } catch (MalformedEventException e) {
            return CompletableFuture.failedFuture(e);
          }
        });
    Person person = Person.member();
    Mails.verify(mailbox, person);
    post("/v1/users/password-resets", Map.of("email", person.email())).then().statusCode(202);
    Mails.await(mailbox, person.email(), "Choose a new password");
    ShardedId id = ShardedId.parse(person.id()).orElseThrow();
    delete(person, person.password()).then().statusCode(204);
    assertThat(tablesWith(id)).contains("account", "account_handle", "security_event");
    endGrace(id);

    // when, then: it is too late to come back
    assertProblem(person.signIn(), 401, "wrong-credentials");

    // when: two pods delete at once
    assertThat(deletion.deleteDue()).isPositive();
    assertThat(deletion.delete(id)).isFalse();

    // then
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(tablesWith(id)).isEmpty());
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> told.contains(id.value()));
    assertProblem(person.signIn(), 401, "wrong-credentials");
    assertThat(new Person(person.handle(), person.email(), person.password()).signUp().statusCode())
        .isEqualTo(201);
  }

  @Test
  void refusesToDeleteWithoutThePassword() {
    // given
    Person person = Person.member();

    // when, then
    assertProblem(delete(person, "not it"), 403, "wrong-password");
    assertProblem(
        person.authenticated().body("{}").delete("/v1/users/me"),
        422,
        "invalid-input",
        "/password");
    assertProblem(
        given().contentType(ContentType.JSON).body("{}").delete("/v1/users/me"),
        401,
        "unauthenticated");
    assertThat(person.signIn().statusCode()).isEqualTo(201);
  }

  private static Response delete(Person person, String password) {
    return person.authenticated().body(Map.of("password", password)).delete("/v1/users/me");
  }

  private void endGrace(ShardedId id) throws SQLException {
    try (var connection = database.getConnection();
        var update =
            connection.prepareStatement(
                "update account set deletion_due_at = now() - interval '1 second'"
                    + " where bucket = ? and id = ?")) {
      update.setShort(1, id.bucket());
      update.setObject(2, id.value());
      assertThat(update.executeUpdate()).isEqualTo(1);
    }
  }

  /**
   * Every table of the schema that holds the account's id in any column; but for the ends of
   * sessions, which go by themselves when no token lives any more.
   */
  private List<String> tablesWith(ShardedId id) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (var connection = database.getConnection();
        var names =
            connection
                .prepareStatement(
                    "select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                        + " where n.nspname = current_schema() and c.relkind in ('r', 'p')"
                        + " and not c.relispartition and c.relname <> 'sessions_valid_from'"
                        + " order by 1")
                .executeQuery()) {
      while (names.next()) {
        String table = names.getString(1);
        try (var query =
            connection.prepareStatement(
                "select 1 from " + table + " t where t::text like '%' || ? || '%' limit 1")) {
          query.setString(1, id.toString());
          if (query.executeQuery().next()) {
            tables.add(table);
          }
        }
      }
    }
    return tables;
  }
}
