package dev.tenk.embedded.test;

import dev.tenk.embedded.postgres.Database;
import dev.tenk.embedded.postgres.Postgres;
import dev.tenk.embedded.postgres.PostgresNode;
import dev.tenk.embedded.process.EngineProcess;
import dev.tenk.embedded.process.TemporaryHome;
import dev.tenk.embedded.redis.Redis;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A primary, two streaming replicas and Redis of a test's own, to be killed, paused and promoted
 * through {@link Cluster}. The default datasource is the media database on the primary as its
 * owner, {@code tenk.database.replicas.urls} names the same on the replicas.
 */
public final class ClusterResource implements QuarkusTestResourceLifecycleManager {

  private static final String REDIS = "redis";

  private @Nullable TemporaryHome home;
  private @Nullable Postgres postgres;
  private @Nullable Redis redis;
  private @Nullable ControlServer control;

  @Override
  public Map<String, String> start() {
    home = TemporaryHome.create();
    postgres = new Postgres(home.home());
    redis = new Redis(home.home());
    postgres.start();
    postgres.startReplica(0);
    postgres.startReplica(1);
    redis.start();
    control = ControlServer.start(this::control);
    System.setProperty(Cluster.CONTROL, control.url());
    Database database = postgres.media();
    Map<String, String> settings = new HashMap<>();
    settings.put("quarkus.datasource.jdbc.url", database.jdbcUrl());
    settings.put("quarkus.datasource.username", database.ownerUsername());
    settings.put("quarkus.datasource.password", database.ownerPassword());
    settings.put("tenk.database.replicas.urls", url(0) + "," + url(1));
    settings.put("quarkus.redis.hosts", redis.url());
    return settings;
  }

  private String url(int replica) {
    return postgres().replica(replica).jdbcUrl("tenk_media");
  }

  private String control(String command, String argument) {
    String[] words = command.split(" ");
    String server = words[1];
    switch (words[0]) {
      case "kill" -> process(server).kill();
      case "pause" -> process(server).pause();
      case "resume" -> process(server).resume();
      case "start" -> {
        if (server.equals(REDIS)) {
          redis().start();
        } else {
          node(server).start();
        }
      }
      case "rebuild" -> {
        node(server).process().kill();
        postgres().startReplica(Integer.parseInt(server));
      }
      case "port" -> {
        return Integer.toString(node(server).port());
      }
      case "sql" -> {
        return sql(node(server), argument);
      }
      default -> throw new IllegalArgumentException(command);
    }
    return "";
  }

  private static String sql(PostgresNode node, String sql) {
    try (Connection connection = node.connect("tenk_media");
        Statement statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return "";
      }
      try (ResultSet result = statement.getResultSet()) {
        return result.next() ? String.valueOf(result.getString(1)) : "";
      }
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private PostgresNode node(String server) {
    return server.equals("primary")
        ? postgres().primary()
        : postgres().replica(Integer.parseInt(server));
  }

  private EngineProcess process(String server) {
    return server.equals(REDIS) ? redis().process() : node(server).process();
  }

  private Postgres postgres() {
    if (postgres == null) {
      throw new IllegalStateException("not started");
    }
    return postgres;
  }

  private Redis redis() {
    if (redis == null) {
      throw new IllegalStateException("not started");
    }
    return redis;
  }

  @Override
  public void stop() {
    System.clearProperty(Cluster.CONTROL);
    if (control != null) {
      control.close();
    }
    if (redis != null) {
      redis.close();
    }
    if (postgres != null) {
      postgres.close();
    }
    if (home != null) {
      home.close();
    }
  }
}
