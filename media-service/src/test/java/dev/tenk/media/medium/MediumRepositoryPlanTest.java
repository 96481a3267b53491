package dev.tenk.media.medium;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.contract.MediaFailed;
import dev.tenk.embedded.EmbeddedEngines;
import dev.tenk.embedded.plan.LargeTables;
import dev.tenk.embedded.plan.PlanRecorder;
import dev.tenk.embedded.plan.PlanRules;
import dev.tenk.embedded.plan.RecordedPlan;
import dev.tenk.embedded.postgres.PostgresNode;
import dev.tenk.media.test.MediaServiceTest;
import dev.tenk.media.test.Pictures;
import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.page.Cursor;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Every statement of this service, as PostgreSQL plans it on large tables. */
@QuarkusTest
class MediumRepositoryPlanTest extends MediaServiceTest {

  private static final PlanRules RULES =
      new PlanRules(
          List.of(
              new PlanRules.Background(
                  Pattern.compile("collected_at is null and .*changed_at<"),
                  "the collector looks for the oldest of all, by a partial index, every few minutes")),
          Set.of("outbox"));

  @Inject MediumRepository media;
  @Inject MediumRows rows;
  @Inject MediumRegistry registry;
  @Inject MediumService service;
  @Inject MediumChanges changes;
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
    exercise();
    PostgresNode server = EmbeddedEngines.postgres().primary();
    try (Connection superuser = server.connect("tenk_media")) {
      Set<String> big = LargeTables.pretend(superuser);
      assertThat(big).contains("medium", "idempotency_key", "account_usage");

      // when
      List<RecordedPlan> plans;
      try (PlanRecorder recorder = PlanRecorder.start(server)) {
        exercise();
        plans = recorder.plans("media-service");
      }

      // then
      assertThat(RULES.violations(plans, big)).isEmpty();
      assertThat(plans.stream().filter(plan -> plan.partitions().containsKey("medium")))
          .as("recorded")
          .hasSizeGreaterThan(methodsOfTheRepository().size());
      assertThat(plans.stream().map(RecordedPlan::query))
          .as("raw statements are recorded too")
          .anyMatch(query -> query.startsWith("INSERT INTO outbox"))
          .anyMatch(query -> query.startsWith("DELETE FROM outbox"))
          .anyMatch(query -> query.startsWith("WITH changed AS (UPDATE medium"));
    } finally {
      forgetTheRows();
    }
  }

  @Test
  void everyMethodOfTheRepositoryIsExercised() {
    assertThat(calls(ids.newOwnedBy(owner)).keySet())
        .containsExactlyInAnyOrderElementsOf(methodsOfTheRepository());
  }

  private void exercise() throws Exception {
    owner = ids.newOwner();
    ShardedId id = upload(Pictures.jpeg(64, 48));
    eventOf(id);
    byte[] picture = Pictures.jpeg(63, 48);
    for (int i = 0; i < 2; i++) {
      as(owner)
          .header("Idempotency-Key", "\"plan\"")
          .contentType("image/jpeg")
          .body(picture)
          .post("/v1/media")
          .then()
          .statusCode(202);
    }
    calls(id).values().forEach(call -> QuarkusTransaction.requiringNew().run(call));
    List<ShardedId> some = List.of(id, ids.newOwner(), ids.newOwner(), ids.newOwner());
    assertThat(rows.find(some).get(id)).isPresent();
    assertThat(rows.listPublic(owner, null, 20)).isNotEmpty();
    assertThat(rows.listPublic(owner, new Cursor(id), 20)).isNotNull();
    as(owner).get("/v1/usage").then().statusCode(200);
    registry.exists(id);
    MediumChange change = new MediumChange();
    change.setAlt("words");
    service.change(id, owner, change);
    change.setAlt("other words");
    changes.make(id, owner, change);
    registry.apply(new MediaFailed(id.value(), 1, "corrupt_image", "It cannot be read."));
    registry.collected(id);
    service.delete(id, owner);
  }

  private Map<String, Runnable> calls(ShardedId id) {
    Map<String, Runnable> calls = new LinkedHashMap<>();
    calls.put("findVisible", () -> media.findVisible(id));
    calls.put("findForUpdate", () -> media.findForUpdate(id));
    calls.put("findSameBytes", () -> media.findSameBytes(owner, "0".repeat(64)));
    calls.put(
        "listOf",
        () -> {
          media.listOf(owner, null, 20);
          media.listOf(owner, new Cursor(id), 20);
        });
    calls.put("listChanged", () -> media.listChanged(owner, ChangePosition.of(Instant.EPOCH), 50));
    calls.put("listAllOf", () -> media.listAllOf(owner, 20));
    calls.put("remove", () -> media.remove(owner, List.of(ids.newOwnedBy(owner))));
    calls.put("hasInFlight", () -> media.hasInFlight(owner, 8));
    calls.put("defer", () -> media.defer(id, Duration.ZERO));
    calls.put("listKept", () -> media.listKept(id.bucket(), Optional.empty(), 200));
    calls.put("listToCollect", () -> media.listToCollect(Instant.now(), 100));
    return calls;
  }

  private static Set<String> methodsOfTheRepository() {
    return Set.copyOf(
        Arrays.stream(MediumRepository.class.getDeclaredMethods())
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

  private static void forgetTheRows() throws Exception {
    try (Connection superuser = EmbeddedEngines.postgres().primary().connect("tenk_media");
        var statement = superuser.createStatement()) {
      statement.execute(
          "TRUNCATE medium, idempotency_key, account_usage;"
              + " ANALYZE medium; ANALYZE idempotency_key; ANALYZE account_usage");
    }
  }
}
