package dev.tenk.user.account;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.embedded.EmbeddedEngines;
import dev.tenk.embedded.plan.LargeTables;
import dev.tenk.embedded.plan.PlanRecorder;
import dev.tenk.embedded.plan.PlanRules;
import dev.tenk.embedded.plan.PlanRules.Background;
import dev.tenk.embedded.plan.RecordedPlan;
import dev.tenk.embedded.postgres.PostgresNode;
import dev.tenk.platform.id.ShardedId;
import dev.tenk.user.Person;
import dev.tenk.user.mail.MailToken;
import dev.tenk.user.mail.MailTokens;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Every statement of this service, as PostgreSQL plans it on large tables. */
@QuarkusTest
class QueryPlanTests {

  private static final PlanRules RULES =
      new PlanRules(
          List.of(
              new Background(
                  Pattern.compile("from (revoked_session|sessions_valid_from) where revoked_at >="),
                  "the last seconds' ends of sessions, of all accounts, by an index on their time"),
              new Background(
                  Pattern.compile("from Account \\w+ where \\w+\\.deletion_due_at<="),
                  "accounts whose grace has ended, by an index on its end"),
              new Background(
                  Pattern.compile(
                      "delete from (revoked_session|sessions_valid_from) where bucket between"),
                  "expiry, a slice of the buckets a minute"),
              new Background(
                  Pattern.compile("count\\(\\*\\) from session where bucket between"),
                  "what the expiry of sessions has left, a slice of the buckets a minute")),
          Set.of("outbox", "mail"));

  @Inject AccountRepository accounts;
  @Inject ProfileReads profiles;
  @Inject MailTokens mailTokens;
  @Inject DataSource dataSource;

  @Test
  void onePlanServesAllValues() throws Exception {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet mode = statement.executeQuery("SHOW plan_cache_mode")) {
      assertThat(mode.next()).isTrue();
      assertThat(mode.getString(1)).isEqualTo("force_generic_plan");
    }
  }

  @Test
  void everyStatementTouchesOnePartitionAndReadsNoneAsAWhole() throws Exception {
    // given
    PostgresNode server = EmbeddedEngines.postgres().primary();
    try (Connection superuser = server.connect("tenk_user")) {
      exercise(superuser);
      Set<String> big = LargeTables.pretend(superuser);
      assertThat(big).contains("account", "account_handle", "verified_email");

      // when
      List<RecordedPlan> plans;
      try (PlanRecorder recorder = PlanRecorder.start(server)) {
        exercise(superuser);
        // some of it is done after the answers
        plans =
            Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> recorder.plans("user-service"), recorded -> asked(recorded, big));
      }

      // then
      assertThat(RULES.violations(plans, big)).isEmpty();
      assertThat(plans.stream().map(RecordedPlan::query))
          .as("a change without a condition is one statement")
          .anyMatch(query -> query.startsWith("WITH changed AS (UPDATE account"));
    } finally {
      forgetTheRows();
    }
  }

  @Test
  void everyMethodOfTheRepositoryIsExercised() {
    Set<String> exercised = new TreeSet<>(calls(Person.member()).keySet());
    exercised.removeAll(methodsOfPanache());
    assertThat(exercised).containsExactlyInAnyOrderElementsOf(methodsOfTheRepository());
  }

  private static boolean asked(List<RecordedPlan> plans, Set<String> tables) {
    return plans.stream()
        .flatMap(plan -> plan.partitions().keySet().stream())
        .collect(Collectors.toSet())
        .containsAll(tables);
  }

  /** All that a person does, and each method of the repository by itself. */
  private void exercise(Connection superuser) throws SQLException {
    Person person = Person.member();
    try (var proof =
        superuser.prepareStatement(
            "INSERT INTO verified_email SELECT ?, bucket, id FROM account WHERE handle = ?")) {
      proof.setString(1, person.email());
      proof.setString(2, person.handle());
      proof.executeUpdate();
    }
    useMailTokens(person);
    calls(person).values().forEach(call -> QuarkusTransaction.requiringNew().run(call));
    ShardedId id = ShardedId.parse(person.id()).orElseThrow();
    assertThat(profiles.findAll(List.of(id, someone(), someone())).get(id)).isPresent();
    given().get("/v1/users/" + person.id()).then().statusCode(200);

    String ended = person.accessToken();
    as(ended).delete("/v1/sessions/current").then().statusCode(204);
    String token =
        Person.signIn(person.email(), person.password()).then().extract().path("accessToken");
    as(token).get("/v1/users/me").then().statusCode(200);
    as(token)
        .contentType(ContentType.JSON)
        .body(Map.of("displayName", "Somebody"))
        .patch("/v1/users/me")
        .then()
        .statusCode(200);
    as(token)
        .contentType(ContentType.JSON)
        .header("If-Match", "*")
        .body(Map.of("displayName", "Somebody else"))
        .patch("/v1/users/me")
        .then()
        .statusCode(200);
    as(token).delete("/v1/sessions/current").then().statusCode(204);
  }

  private void useMailTokens(Person person) {
    ShardedId id = ShardedId.parse(person.id()).orElseThrow();
    Set<MailToken.Purpose> purposes = Set.of(MailToken.Purpose.values());
    String token =
        mailTokens.issue(
            new MailToken(MailToken.Purpose.values()[0], id, person.email()), Duration.ofHours(1));
    assertThat(mailTokens.find(token, purposes)).isPresent();
    assertThat(mailTokens.redeem(token, purposes)).isPresent();
    mailTokens.withdraw(id, purposes);
  }

  private Map<String, Runnable> calls(Person person) {
    ShardedId id = ShardedId.parse(person.id()).orElseThrow();
    Map<String, Runnable> calls = new LinkedHashMap<>();
    calls.put("find", () -> accounts.find(id));
    calls.put("findByHandle", () -> accounts.findByHandle(person.handle()));
    calls.put("findByVerifiedEmail", () -> accounts.findByVerifiedEmail(person.email()));
    calls.put("claimHandle", () -> accounts.claimHandle(person.handle() + "2", AccountKey.of(id)));
    calls.put("claimEmail", () -> accounts.claimEmail("2" + person.email(), AccountKey.of(id)));
    calls.put("releaseHandle", () -> accounts.releaseHandle("nobody", AccountKey.of(id)));
    calls.put("releaseEmail", () -> accounts.releaseEmail("nobody@else", AccountKey.of(id)));
    calls.put("findForUpdate", () -> accounts.findForUpdate(id));
    calls.put("listDeletionDue", () -> accounts.listDeletionDue(Instant.now(), 10));
    calls.put("changePasswordHash", () -> accounts.changePasswordHash(id, "none", "other"));
    return calls;
  }

  private static ShardedId someone() {
    return ShardedId.parse(Person.member().id()).orElseThrow();
  }

  private static Set<String> methodsOfTheRepository() {
    return Set.copyOf(
        Arrays.stream(AccountRepository.class.getDeclaredMethods())
            .filter(method -> !Modifier.isPrivate(method.getModifiers()) && !method.isSynthetic())
            .map(Method::getName)
            .filter(name -> !name.contains("$") && !methodsOfPanache().contains(name))
            .toList());
  }

  /** Which the build gives to every repository. */
  private static Set<String> methodsOfPanache() {
    return Arrays.stream(PanacheRepositoryBase.class.getMethods())
        .map(Method::getName)
        .collect(Collectors.toSet());
  }

  private static RequestSpecification as(String token) {
    return given().header("Authorization", "Bearer " + token);
  }

  private static void forgetTheRows() throws SQLException {
    try (Connection superuser = EmbeddedEngines.postgres().primary().connect("tenk_user");
        var statement = superuser.createStatement()) {
      statement.execute(
          "TRUNCATE account, account_handle, verified_email, session, revoked_session,"
              + " sessions_valid_from, mail, mail_token");
    }
  }
}
