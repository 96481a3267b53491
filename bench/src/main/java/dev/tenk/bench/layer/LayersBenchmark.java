package dev.tenk.bench.layer;

import dev.tenk.bench.Benchmark;
import dev.tenk.bench.Options;
import dev.tenk.bench.engine.BrokerClient;
import dev.tenk.bench.report.Latencies;
import dev.tenk.bench.report.Results;
import dev.tenk.bench.report.Table;
import dev.tenk.contract.Queues;
import dev.tenk.embedded.postgres.Postgres;
import dev.tenk.embedded.process.TemporaryHome;
import dev.tenk.embedded.redis.Redis;
import dev.tenk.embedded.redis.RedisPipe;
import dev.tenk.platform.blob.BlobKey;
import dev.tenk.platform.blob.DirectoryBlobStore;
import dev.tenk.platform.broker.BrokerSender;
import dev.tenk.platform.broker.Settlement;
import io.vertx.core.Vertx;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * Each engine asked by one caller, one call after the other, so that nothing waits for anything but
 * the answer: the least that a layer costs, with durable data as {@code ./tenk up} has it.
 */
public final class LayersBenchmark implements Benchmark {

  private static final int WARM_UP = 500;
  private static final int BLOB_BYTES = 200_000;
  private static final int VALUE_BYTES = 1_000;

  private final Table table = new Table("layer", "calls", "p50 us", "p99 us");

  @Override
  public String name() {
    return "layers";
  }

  @Override
  public String description() {
    return "what a call to each engine takes, beside loopback and disk: --calls 2000";
  }

  @Override
  public void run(Options options) throws Exception {
    options.requireOnly("calls");
    int calls = Math.toIntExact(options.number("calls", 2_000));
    try (TemporaryHome home = TemporaryHome.createDurable()) {
      try (Machine machine = new Machine(home.directory())) {
        measure("machine: a byte to another thread and back", calls, machine::roundTrip);
        measure("machine: 8 KiB that are on the disk", calls, machine::writeDurably);
      }
      blobs(home.directory().resolve("blobs"), calls);
      redis(home, calls);
      postgres(home, calls);
      broker(home, calls);
    }
    table.print(System.out);
    Results.of(name()).write(".csv", table.csv());
  }

  private void blobs(Path directory, int calls) throws Exception {
    var store = new DirectoryBlobStore(directory);
    BlobKey key = new BlobKey("bench", UUID.randomUUID().toString(), "picture");
    byte[] picture = new byte[BLOB_BYTES];
    measure(
        "blob store, a directory: 200 kB kept durably",
        calls,
        () -> {
          store.put(key, picture);
          return key;
        });
    measure(
        "blob store, a directory: 200 kB read",
        calls,
        () -> {
          try (InputStream bytes = store.find(key).orElseThrow().open()) {
            return bytes.readAllBytes();
          }
        });
  }

  private void redis(TemporaryHome home, int calls) throws Exception {
    try (Redis redis = new Redis(home.home())) {
      redis.start();
      try (RedisPipe pipe = new RedisPipe(redis.url())) {
        pipe.call("SET", "key", "v".repeat(VALUE_BYTES));
        measure("Redis: GET of 1 kB", calls, () -> pipe.call("GET", "key"));
      }
    }
  }

  private void postgres(TemporaryHome home, int calls) throws Exception {
    try (Postgres postgres = new Postgres(home.home())) {
      postgres.start();
      postgres.startReplica();
      var database = postgres.another("layers");
      try (Connection owner =
              DriverManager.getConnection(
                  database.jdbcUrl(), database.ownerUsername(), database.ownerPassword());
          Connection replica =
              DriverManager.getConnection(
                  database.replicaJdbcUrl(), database.ownerUsername(), database.ownerPassword());
          Statement statement = owner.createStatement()) {
        statement.execute("CREATE TABLE item (id bigint PRIMARY KEY, value text)");
        statement.execute(
            "INSERT INTO item SELECT i, repeat('v', 200) FROM generate_series(1, 100000) i");
        statement.execute("VACUUM ANALYZE item");
        measure("PostgreSQL: a row by its key", calls, read(owner));
        while (!isThere(replica)) {
          Thread.sleep(20);
        }
        measure("PostgreSQL's replica: a row by its key", calls, read(replica));
        measure("PostgreSQL: a changed row, committed durably", calls, change(owner));
      }
    }
  }

  private static boolean isThere(Connection replica) throws Exception {
    try (Statement statement = replica.createStatement();
        ResultSet found = statement.executeQuery("SELECT to_regclass('item') IS NOT NULL")) {
      return found.next() && found.getBoolean(1);
    }
  }

  private static Latencies.Call<Object> read(Connection connection) throws Exception {
    PreparedStatement select = connection.prepareStatement("SELECT value FROM item WHERE id = ?");
    return () -> {
      select.setLong(1, 1 + Math.floorMod(System.nanoTime(), 100_000L));
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    };
  }

  private static Latencies.Call<Object> change(Connection connection) throws Exception {
    PreparedStatement update =
        connection.prepareStatement("UPDATE item SET value = ? WHERE id = ?");
    return () -> {
      long now = System.nanoTime();
      update.setString(1, Long.toString(now));
      update.setLong(2, 1 + Math.floorMod(now, 100_000L));
      return update.executeUpdate();
    };
  }

  private void broker(TemporaryHome home, int calls) throws Exception {
    Vertx vertx = Vertx.vertx();
    try (var engine = new dev.tenk.embedded.broker.Broker(home.home())) {
      engine.start();
      var broker = BrokerClient.to(engine.url(), vertx);
      broker.receive(
          Queues.MEDIA_RESULTS,
          100,
          message -> CompletableFuture.completedStage(Settlement.ACCEPT));
      BrokerSender sender = broker.sender(Queues.MEDIA_RESULTS);
      byte[] body = new byte[VALUE_BYTES];
      measure(
          "broker, embedded: 1 kB, accepted durably",
          calls,
          () ->
              sender
                  .send(UUID.randomUUID().toString(), "application/octet-stream", body)
                  .toCompletableFuture()
                  .get());
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private <T> void measure(String layer, int calls, Latencies.Call<T> call) throws Exception {
    for (int i = 0; i < WARM_UP; i++) {
      call.make();
    }
    Latencies latencies = new Latencies();
    for (int i = 0; i < calls; i++) {
      latencies.time(call);
    }
    table.row(layer, calls, latencies.micros(50), latencies.micros(99));
  }
}
