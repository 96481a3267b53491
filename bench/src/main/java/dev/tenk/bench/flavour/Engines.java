package dev.tenk.bench.flavour;

import dev.tenk.embedded.broker.Broker;
import dev.tenk.embedded.postgres.Postgres;
import dev.tenk.embedded.process.EngineHome;
import dev.tenk.embedded.process.TemporaryHome;
import dev.tenk.embedded.redis.Redis;
import dev.tenk.local.mailbox.Mailbox;
import dev.tenk.local.service.ServiceEnvironment;
import java.nio.file.Path;
import java.time.InstantSource;

/** PostgreSQL, Redis and the broker under one measured service, with data of this run alone. */
final class Engines implements AutoCloseable {

  private final TemporaryHome temporary = TemporaryHome.create();
  private final Postgres postgres = new Postgres(home());
  private final Redis redis = new Redis(home());
  private final Broker broker = new Broker(home());
  private final Mailbox mailbox = Mailbox.listen(InstantSource.system());

  Engines() {
    postgres.start();
    postgres.startReplica();
    redis.start();
    broker.start();
  }

  EngineHome home() {
    return temporary.home();
  }

  ServiceEnvironment environment() {
    return new ServiceEnvironment(
        postgres,
        redis,
        broker,
        home().data().toAbsolutePath(),
        "http://localhost:8080",
        mailbox.port());
  }

  String brokerUrl() {
    return broker.url();
  }

  /** Where the services keep their blobs. */
  Path blobs() {
    return home().data().toAbsolutePath().resolve("blobs");
  }

  @Override
  public void close() {
    mailbox.close();
    broker.close();
    redis.close();
    postgres.close();
    temporary.close();
  }
}
