package dev.tenk.local.container;

import static java.util.Objects.requireNonNull;

import dev.tenk.embedded.broker.Broker;
import dev.tenk.embedded.postgres.Database;
import dev.tenk.embedded.postgres.Postgres;
import dev.tenk.embedded.process.EngineHome;
import dev.tenk.embedded.process.EngineProcess;
import dev.tenk.embedded.process.Ports;
import dev.tenk.embedded.redis.Redis;
import dev.tenk.local.mailbox.Mailbox;
import dev.tenk.local.mailbox.MailboxPages;
import dev.tenk.local.origin.Origin;
import dev.tenk.local.service.Service;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The chart, installed on this machine: embedded engines, the migrations' jobs, then the services'
 * pods behind the local origin.
 */
final class Installation implements AutoCloseable {
  private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
  private static final long MIGRATION_MINUTES = 3;

  private final EngineHome home;
  private final Postgres postgres;
  private final Redis redis;
  private final Broker broker;
  private final Mailbox mailbox = Mailbox.listen(InstantSource.system());
  private final Map<Service, Integer> ports = new EnumMap<>(Service.class);
  private final Map<Service, Integer> managementPorts = new EnumMap<>(Service.class);
  private final Map<Service, Pod> pods = new EnumMap<>(Service.class);
  private final Map<Service, EngineProcess> running = new EnumMap<>(Service.class);
  private final Origin origin;

  Installation(EngineHome home) {
    this.home = home;
    postgres = new Postgres(home);
    redis = new Redis(home);
    broker = new Broker(home);
    for (Service service : Service.values()) {
      ports.put(service, Ports.free());
      managementPorts.put(service, Ports.free());
    }
    origin = Origin.listen(Ports.free(), ports, new MailboxPages(mailbox));
  }

  /** Engines, then schemas, then pods. Does not wait for the pods. */
  void start(Images images, Path work) throws Exception {
    postgres.start();
    redis.start();
    broker.start();
    RenderedChart chart =
        RenderedChart.of(
            images.tools().resolve("helm"),
            CHECKOUT.resolve("helm/tenk"),
            CHECKOUT.resolve("helm/tenk/examples/kind.yaml"),
            values(images),
            work);
    Cluster cluster =
        new Cluster(
            chart,
            Secrets.of(CHECKOUT, postgres, redis, broker),
            Files.createDirectories(work.resolve("volumes")));
    migrate(cluster);
    for (Service service : Service.values()) {
      Pod pod = Pod.of("Deployment", "tenk-" + service.module(), cluster);
      pods.put(service, pod);
      running.put(service, pod.start(environment(service), home));
    }
  }

  private void migrate(Cluster cluster) {
    for (Service service : new Service[] {Service.USER, Service.MEDIA}) {
      EngineProcess job =
          Pod.of("Job", "tenk-" + service.module() + "-migrations", cluster)
              .start(environment(service), home);
      int status = job.onExit().completeOnTimeout(-1, MIGRATION_MINUTES, TimeUnit.MINUTES).join();
      if (status != 0) {
        throw new IllegalStateException(job.name() + " ended with " + status + job.lastLines());
      }
    }
  }

  /** What the pods of a cluster would not need: all of them share the addresses of this machine. */
  private Map<String, String> environment(Service service) {
    Map<String, String> environment = new HashMap<>();
    environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    environment.put("QUARKUS_HTTP_PORT", String.valueOf(ports.get(service)));
    environment.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
    environment.put("QUARKUS_MANAGEMENT_PORT", String.valueOf(managementPorts.get(service)));
    if (service == Service.MEDIA) {
      environment.put(
          "TENK_TOKEN_JWKS_URL",
          "http://127.0.0.1:" + ports.get(Service.USER) + "/.well-known/jwks.json");
    }
    if (service == Service.USER) {
      environment.put("TENK_PICTURES_MEDIA_URL", "http://127.0.0.1:" + ports.get(Service.MEDIA));
    }
    return environment;
  }

  private String values(Images images) {
    return """
    image: {registry: "%s", tag: "%s", flavour: %s}
    database: {host: 127.0.0.1, port: %s}
    redis: {host: 127.0.0.1, port: %d}
    broker: {host: 127.0.0.1, port: %d, addressPrefix: ""}
    mail: {host: 127.0.0.1, port: %d}
    userService: {database: {name: %s}}
    mediaService: {database: {name: %s}}
    """
        .formatted(
            images.registry(),
            images.tag(),
            images.flavour(),
            part(postgres.user(), "port"),
            redis.port(),
            broker.port(),
            mailbox.port(),
            part(postgres.user(), "name"),
            part(postgres.media(), "name"));
  }

  private static String part(Database database, String which) {
    URI url = URI.create(database.jdbcUrl().substring("jdbc:".length()));
    return which.equals("port") ? Integer.toString(url.getPort()) : url.getPath().substring(1);
  }

  Pod pod(Service service) {
    return requireNonNull(pods.get(service));
  }

  EngineProcess process(Service service) {
    return requireNonNull(running.get(service));
  }

  /** Where a probe of a pod asks. */
  URI management(Service service, String path) {
    return URI.create("http://127.0.0.1:" + managementPorts.get(service) + path);
  }

  String url() {
    return origin.url();
  }

  Mailbox mailbox() {
    return mailbox;
  }

  @Override
  public void close() throws IOException {
    origin.close();
    running.forEach((service, process) -> process.stop(pod(service).grace()));
    mailbox.close();
    broker.close();
    redis.close();
    postgres.close();
  }
}
