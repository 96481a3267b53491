package dev.tenk.bench.pipeline;

import dev.tenk.bench.Benchmark;
import dev.tenk.bench.Options;
import dev.tenk.bench.engine.BrokerClient;
import dev.tenk.bench.report.Results;
import dev.tenk.bench.report.Table;
import dev.tenk.embedded.postgres.Database;
import dev.tenk.embedded.postgres.Postgres;
import dev.tenk.embedded.process.TemporaryHome;
import dev.tenk.platform.broker.Broker;
import dev.tenk.platform.broker.Settlement;
import dev.tenk.platform.database.migration.MigrationCustomizer;
import dev.tenk.platform.database.migration.SchemaConfig;
import dev.tenk.platform.outbox.OutboxConfig;
import dev.tenk.platform.outbox.OutboxRelay;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.postgresql.Driver;

/**
 * How fast one pod's relay empties an outbox into the embedded broker: rows that are committed
 * already, sent, accepted durably, received by one consumer, and deleted.
 */
public final class OutboxBenchmark implements Benchmark {

  private static final String CHECKOUT = "tenk.checkout";
  private static final String QUEUE = "media.results";
  private static final String FILL =
      "INSERT INTO outbox (bucket, id, queue, content_type, body)"
          + " SELECT (n & 4095)::smallint, gen_random_uuid(), ?, 'application/cloudevents+json',"
          + " convert_to(repeat('x', ?), 'UTF8') FROM generate_series(1, ?) AS n";
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final int CREDIT = 256;

  @Override
  public String name() {
    return "outbox";
  }

  @Override
  public String description() {
    return "events a second through one relay: --events 50_000 --rounds 3 --bytes 600";
  }

  @Override
  public void run(Options options) throws Exception {
    options.requireOnly("events", "rounds", "bytes");
    long events = options.number("events", 50_000);
    long rounds = options.number("rounds", 3);
    int bytes = Math.toIntExact(options.number("bytes", 600));
    Table table = new Table("round", "events", "seconds", "events/s");
    Vertx vertx = Vertx.vertx();
    try (TemporaryHome home = TemporaryHome.create();
        Postgres postgres = new Postgres(home.home());
        var engine = new dev.tenk.embedded.broker.Broker(home.home())) {
      postgres.start();
      engine.start();
      var broker = BrokerClient.to(engine.url(), vertx);
      AtomicLong received = new AtomicLong();
      broker.receive(
          QUEUE,
          CREDIT,
          message -> {
            received.incrementAndGet();
            return CompletableFuture.completedStage(Settlement.ACCEPT);
          });
      Database database = migrated(postgres);
      for (int round = 1; round <= rounds; round++) {
        try (AgroalDataSource pool = pool(database)) { // each pod has its own
          fill(pool, events, bytes);
          double seconds = drain(pool, broker, events);
          table.row(round, events, seconds, events / seconds);
        }
      }
      System.out.println("received: " + received.get());
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
    table.print(System.out);
    Results.of(name()).write(".csv", table.csv());
  }

  /** Seconds from the relay's start until its last row is deleted. */
  private static double drain(AgroalDataSource pool, Broker broker, long events) throws Exception {
    var metrics = new SimpleMeterRegistry();
    OutboxConfig config = config(OutboxConfig.class, "tenk.outbox.poll", "5S");
    try (var relay = new OutboxRelay(pool, broker, List.of(), config, metrics)) {
      long began = System.nanoTime();
      relay.start();
      while (metrics.counter("tenk.outbox.sent").count() < events) {
        if (System.nanoTime() - began > LIMIT.toNanos()) {
          throw new IllegalStateException("not empty after " + LIMIT);
        }
        Thread.sleep(5);
      }
      return (System.nanoTime() - began) / 1e9;
    }
  }

  private static void fill(AgroalDataSource pool, long events, int bytes) throws SQLException {
    try (Connection connection = pool.getConnection();
        PreparedStatement insert = connection.prepareStatement(FILL)) {
      insert.setString(1, QUEUE);
      insert.setInt(2, bytes);
      insert.setLong(3, events);
      insert.executeUpdate();
    }
  }

  private static Database migrated(Postgres postgres) {
    Database database = postgres.another("outbox");
    FluentConfiguration flyway =
        Flyway.configure()
            .dataSource(database.jdbcUrl(), database.ownerUsername(), database.ownerPassword())
            .locations(
                location("platform/src/main/resources/db/platform"),
                location("media-service/src/main/resources/db/migration"));
    new MigrationCustomizer(config(SchemaConfig.class, "tenk.schema.needs", "40"))
        .customize(flyway);
    flyway.load().migrate();
    return database;
  }

  private static String location(String directory) {
    return "filesystem:" + Path.of(System.getProperty(CHECKOUT, "")).resolve(directory);
  }

  private static AgroalDataSource pool(Database database) {
    var supplier = new AgroalDataSourceConfigurationSupplier();
    var pool = supplier.connectionPoolConfiguration();
    pool.maxSize(4).acquisitionTimeout(Duration.ofSeconds(5));
    pool.connectionFactoryConfiguration()
        .connectionProviderClass(Driver.class)
        .jdbcUrl(database.jdbcUrl())
        .jdbcProperty("options", "-c plan_cache_mode=force_generic_plan") // as the services have it
        .principal(new NamePrincipal(database.username()))
        .credential(new SimplePassword(database.password()));
    return new io.agroal.pool.DataSource(supplier.get());
  }

  private static <T> T config(Class<T> type, String name, String value) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(type)
        .withDefaultValue(name, value)
        .build()
        .getConfigMapping(type);
  }
}
