package dev.tenk.bench.engine;

import dev.tenk.embedded.broker.Broker;
import dev.tenk.embedded.postgres.Postgres;
import dev.tenk.embedded.process.EngineHome;
import dev.tenk.embedded.process.TemporaryHome;
import dev.tenk.embedded.redis.Redis;
import dev.tenk.local.mailbox.Mailbox;
import dev.tenk.local.mailbox.MailboxPages;
import dev.tenk.local.origin.Origin;
import dev.tenk.local.service.Service;
import dev.tenk.local.service.ServiceEnvironment;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/** PostgreSQL, Redis and the broker under measured services. */
public final class Engines implements AutoCloseable {

  private final EngineHome home;
  private final Runnable end;
  private final Postgres postgres;
  private final Redis redis;
  private final Broker broker;
  private final Mailbox mailbox = Mailbox.listen(InstantSource.system());

  /** For a benchmark that is ended from outside: with it end all processes, services as well. */
  private final Thread stop = new Thread(this::endAll, "engines-end");

  /** With a replica and data that goes with them. */
  public static Engines temporary() {
    TemporaryHome temporary = TemporaryHome.create();
    Engines engines = new Engines(temporary.home(), temporary::close);
    engines.postgres.startReplica();
    return engines;
  }

  /** Without a replica, where data stays; what a killed run has left there is ended first. */
  public static Engines in(EngineHome home) {
    home.ledger().endLeftovers();
    return new Engines(home, () -> home.ledger().endLeftovers());
  }

  private Engines(EngineHome home, Runnable end) {
    this.home = home;
    this.end = end;
    this.postgres = new Postgres(home);
    this.redis = new Redis(home);
    this.broker = new Broker(home);
    Runtime.getRuntime().addShutdownHook(stop);
    postgres.start();
    redis.start();
    broker.start();
  }

  /** Where their data and logs are. */
  public EngineHome home() {
    return home;
  }

  /** What services need to find them. */
  public ServiceEnvironment environment() {
    return new ServiceEnvironment(
        postgres,
        redis,
        broker,
        home().data().toAbsolutePath(),
        "http://localhost:8080",
        mailbox.port());
  }

  /** The public port of services, by what they listen on. */
  public Origin origin(Map<Service, Integer> services) {
    return Origin.listen(0, services, new MailboxPages(mailbox));
  }

  /** With user and password. */
  public String brokerUrl() {
    return broker.url();
  }

  /** Where the services keep their blobs. */
  public Path blobs() {
    return home().data().toAbsolutePath().resolve("blobs");
  }

  public Postgres postgres() {
    return postgres;
  }

  /** The engines' processes by name. */
  public Map<String, Long> pids() {
    return Map.of(
        "PostgreSQL",
        postgres.primary().process().pid(),
        "Redis",
        redis.process().pid(),
        "broker",
        broker.process().pid());
  }

  private void endAll() {
    home.ledger().close();
    home.ledger().endLeftovers();
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(stop);
    } catch (IllegalStateException e) {
      return; // it runs
    }
    mailbox.close();
    broker.close();
    redis.close();
    postgres.close();
    end.run();
  }
}
