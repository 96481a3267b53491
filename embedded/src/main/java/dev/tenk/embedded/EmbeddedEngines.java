package dev.tenk.embedded;

import dev.tenk.embedded.broker.Broker;
import dev.tenk.embedded.postgres.Postgres;
import dev.tenk.embedded.process.TemporaryHome;
import dev.tenk.embedded.redis.Redis;
import dev.tenk.embedded.s3.ObjectStore;
import org.jspecify.annotations.Nullable;

/**
 * Engines for tests: each is started when first asked for, serves all tests of the JVM and ends
 * with it. Their data is temporary. What a killed test JVM left behind is ended and deleted by the
 * next one.
 */
public final class EmbeddedEngines {
  private static @Nullable TemporaryHome home;
  private static @Nullable Postgres postgres;
  private static @Nullable Redis redis;
  private static @Nullable Broker broker;
  private static @Nullable ObjectStore objectStore;

  private EmbeddedEngines() {}

  /** PostgreSQL's primary; the replica is there after {@link Postgres#startReplica()}. */
  public static synchronized Postgres postgres() {
    if (postgres == null) {
      postgres = new Postgres(temporaryHome().home());
      postgres.start();
    }
    return postgres;
  }

  public static synchronized Redis redis() {
    if (redis == null) {
      redis = new Redis(temporaryHome().home());
      redis.start();
    }
    return redis;
  }

  public static synchronized Broker broker() {
    if (broker == null) {
      broker = new Broker(temporaryHome().home());
      broker.start();
    }
    return broker;
  }

  public static synchronized ObjectStore objectStore() {
    if (objectStore == null) {
      objectStore = new ObjectStore(temporaryHome().home());
      objectStore.start();
    }
    return objectStore;
  }

  private static TemporaryHome temporaryHome() {
    if (home == null) {
      TemporaryHome created = TemporaryHome.create();
      Runtime.getRuntime().addShutdownHook(new Thread(created::close, "engines-end"));
      home = created;
    }
    return home;
  }
}
