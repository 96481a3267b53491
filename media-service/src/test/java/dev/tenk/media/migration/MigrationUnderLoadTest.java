package dev.tenk.media.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.embedded.EmbeddedEngines;
import dev.tenk.embedded.postgres.Database;
import dev.tenk.media.test.MediaServiceTest;
import dev.tenk.media.test.Pictures;
import dev.tenk.platform.database.migration.MigrationCustomizer;
import dev.tenk.platform.database.migration.PartitionedIndex;
import dev.tenk.platform.database.migration.SchemaConfig;
import dev.tenk.platform.id.ShardedId;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A running service of the old release, while the job of the next one migrates its database. */
@QuarkusTest
class MigrationUnderLoadTest extends MediaServiceTest {

  private static final int CLIENTS = 4;
  private static final int ROUNDS_BETWEEN = 20;

  @Inject SchemaConfig schema;

  private final AtomicBoolean running = new AtomicBoolean(true);
  private final AtomicInteger rounds = new AtomicInteger();
  private final List<String> failures = Collections.synchronizedList(new ArrayList<>());

  @Test
  void noRequestFailsWhileTheSchemaChanges() throws Exception {
    // given
    var started = new CountDownLatch(CLIENTS);
    try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      List<Future<Void>> work = new ArrayList<>();
      for (int client = 0; client < CLIENTS; client++) {
        work.add(clients.submit(client(started)));
      }
      started.await();

      // when
      try {
        for (String version : List.of("901", "902", "903", "904")) {
          awaitRounds(ROUNDS_BETWEEN);
          migrate(version);
        }
        awaitRounds(ROUNDS_BETWEEN);
      } finally {
        running.set(false);
      }

      // then
      for (Future<Void> client : work) {
        client.get();
      }
    }
    assertThat(failures).isEmpty();
    assertThat(rounds).hasValueGreaterThan(4 * ROUNDS_BETWEEN);
  }

  @AfterEach
  void forgetTheMigrations() throws Exception {
    try (Connection superuser = EmbeddedEngines.postgres().primary().connect("tenk_media");
        var statement = superuser.createStatement()) {
      statement.execute("DELETE FROM flyway_schema_history WHERE version::numeric > 900");
    }
  }

  /** Uploads, reads, lists, describes and deletes until told to stop. */
  private Callable<Void> client(CountDownLatch started) {
    ShardedId account = ids.newOwner();
    return () -> {
      int width = 16;
      while (running.get()) {
        Response upload =
            as(account)
                .contentType("image/jpeg")
                .body(Pictures.jpeg(width++ % 200 + 16, 16))
                .post("/v1/media");
        note("upload", upload, 202);
        String id = upload.path("id");
        note("get", as(account).get("/v1/media/" + id), 200);
        note("list", as(account).get("/v1/media"), 200);
        note(
            "describe",
            as(account)
                .contentType("application/json")
                .body(Map.of("alt", "words"))
                .patch("/v1/media/" + id),
            200);
        note("delete", as(account).delete("/v1/media/" + id), 204);
        rounds.incrementAndGet();
        started.countDown();
      }
      return null;
    };
  }

  private void note(String request, Response response, int expected) {
    if (response.statusCode() != expected) {
      failures.add(request + ": " + response.statusCode() + " " + response.asString());
    }
  }

  private void awaitRounds(int more) {
    int enough = rounds.get() + more;
    org.awaitility.Awaitility.await().until(() -> rounds.get() >= enough || !failures.isEmpty());
  }

  private void migrate(String target) {
    Database database = EmbeddedEngines.postgres().media();
    FluentConfiguration flyway =
        Flyway.configure()
            .dataSource(database.jdbcUrl(), database.ownerUsername(), database.ownerPassword())
            .locations("filesystem:src/test/migrations")
            .javaMigrations(new IndexMigration())
            .ignoreMigrationPatterns("*:missing")
            .target(target);
    new MigrationCustomizer(schema).customize(flyway);
    assertThat(flyway.load().migrate().migrationsExecuted).isEqualTo(1);
  }

  /** As a migration of a service would be: an index on a table in use. */
  private static final class IndexMigration extends BaseJavaMigration {

    @Override
    protected void init() {}

    @Override
    public MigrationVersion getVersion() {
      return MigrationVersion.fromVersion("903");
    }

    @Override
    public String getDescription() {
      return "index";
    }

    @Override
    public boolean canExecuteInTransaction() {
      return false;
    }

    @Override
    public void migrate(Context context) throws Exception {
      PartitionedIndex.of("medium", "medium_by_type", "(bucket, content_type, id)")
          .create(context.getConnection());
    }
  }
}
