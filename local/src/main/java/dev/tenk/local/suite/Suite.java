package dev.tenk.local.suite;

import dev.tenk.embedded.broker.Broker;
import dev.tenk.embedded.postgres.Postgres;
import dev.tenk.embedded.process.EngineHome;
import dev.tenk.embedded.process.EngineProcess;
import dev.tenk.embedded.redis.Redis;
import dev.tenk.local.mailbox.Mailbox;
import dev.tenk.local.mailbox.MailboxPages;
import dev.tenk.local.origin.Origin;
import dev.tenk.local.service.Service;
import dev.tenk.local.service.ServiceEnvironment;
import dev.tenk.local.service.ServiceProcess;
import dev.tenk.local.terminal.Progress;
import dev.tenk.local.trace.TracePages;
import dev.tenk.local.trace.Traces;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Engines, the three services and the origin: whatever does not wait for another is started at
 * once. Every part is a process that can be killed, paused and started again while the rest runs
 * on.
 */
public final class Suite implements AutoCloseable {
  private final EngineHome home;
  private final SuiteSettings settings;
  private final Progress progress;
  private final Postgres postgres;
  private final Redis redis;
  private final Broker broker;
  private final ServiceProcess user;
  private final ServiceProcess media;
  private final ServiceProcess worker;
  private final Mailbox mailbox;
  private final Traces traces = Traces.listen();
  private final ServiceEnvironment environment;
  private final Origin origin;
  private volatile boolean closing;

  private Suite(SuiteSettings settings, Progress progress) {
    this.home = settings.home();
    this.settings = settings;
    this.progress = progress;
    postgres = new Postgres(home);
    redis = new Redis(home);
    broker = new Broker(home);
    mailbox = Mailbox.listen(InstantSource.system());
    String issuer = "http://localhost:" + settings.port();
    environment =
        new ServiceEnvironment(
            postgres,
            redis,
            broker,
            home.data().toAbsolutePath(),
            issuer,
            mailbox.port(),
            settings.traced() ? traces.settings() : Map.of());
    user = process(Service.USER, settings, with(settings.environment(), environment.user()));
    media =
        process(
            Service.MEDIA, settings, with(settings.environment(), environment.media(user.port())));
    worker = process(Service.WORKER, settings, with(settings.environment(), environment.worker()));
    Map<Service, Integer> ports = new EnumMap<>(Service.class);
    services().forEach(service -> ports.put(service.service(), service.port()));
    origin =
        Origin.listen(settings.port(), ports, new MailboxPages(mailbox), new TracePages(traces));
  }

  /** Takes the origin's port and chooses all others; nothing runs yet. */
  public static Suite listen(SuiteSettings settings, Progress progress) {
    return new Suite(settings, progress);
  }

  /** Starts everything and waits until all of it is ready; what fails ends the rest. */
  public void start() {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var primary = CompletableFuture.runAsync(() -> step("PostgreSQL", postgres::start), executor);
      var replica =
          primary.thenRunAsync(
              () -> step("PostgreSQL's replica", postgres::startReplica), executor);
      var sessions = CompletableFuture.runAsync(() -> step("Redis", redis::start), executor);
      var queues = CompletableFuture.runAsync(() -> step("the broker", broker::start), executor);
      var users =
          CompletableFuture.allOf(primary, sessions).thenRunAsync(() -> start(user), executor);
      var pictures =
          CompletableFuture.allOf(primary, sessions, queues)
              .thenRunAsync(() -> start(media), executor);
      var work = queues.thenRunAsync(() -> start(worker), executor);
      List<CompletableFuture<Void>> parts = List.of(replica, users, pictures, work);
      CompletableFuture<Void> all =
          CompletableFuture.allOf(parts.toArray(new CompletableFuture<?>[0]));
      parts.forEach(part -> part.whenComplete((nothing, failure) -> failFast(all, failure)));
      all.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
    processes().forEach(this::watch);
  }

  /** The URL of the origin. */
  public String url() {
    return origin.url();
  }

  /** The URL of the page that shows the mails. */
  public String mailboxUrl() {
    return origin.url() + MailboxPages.PATH;
  }

  /** What the services have told of traces. */
  public Traces traces() {
    return traces;
  }

  /** Where each service has its management port, by its module. */
  public Map<String, URI> managementUrls() {
    Map<String, URI> urls = new LinkedHashMap<>();
    services().forEach(service -> urls.put(service.service().module(), service.managementUrl()));
    return urls;
  }

  /** The directory of the services' blobs. */
  public Path blobs() {
    return environment.blobs();
  }

  public Postgres postgres() {
    return postgres;
  }

  public Redis redis() {
    return redis;
  }

  public Broker broker() {
    return broker;
  }

  public ServiceProcess service(Service service) {
    return switch (service) {
      case USER -> user;
      case MEDIA -> media;
      case WORKER -> worker;
    };
  }

  /**
   * One more pod of a service, which the origin does not know until it joins: whoever asks for it
   * starts and stops it.
   *
   * @param more settings beside those of the others; an empty one is left to what was built
   */
  public ServiceProcess another(Service service, Map<String, String> more) {
    Map<String, String> all =
        with(
            settings.environment(),
            switch (service) {
              case USER -> environment.user();
              case MEDIA -> environment.media(user.port());
              case WORKER -> environment.worker();
            });
    return process(service, settings, with(more, all));
  }

  /** The origin sends requests to this pod too. */
  public void join(ServiceProcess pod) {
    origin.join(pod.service(), pod.port());
  }

  /** The origin sends no further request to this pod. */
  public void leave(ServiceProcess pod) {
    origin.leave(pod.service(), pod.port());
  }

  /** Every process of the suite that was started. */
  public Stream<EngineProcess> processes() {
    return Stream.concat(
        services().map(ServiceProcess::process),
        Stream.of(
            broker.process(),
            redis.process(),
            postgres.replica().process(),
            postgres.primary().process()));
  }

  /** Whether it was stopped, or is being stopped. */
  public boolean isClosing() {
    return closing;
  }

  /** Stops the origin, the services, then the engines under them; afterwards nothing of it runs. */
  @Override
  public synchronized void close() {
    if (closing) {
      return;
    }
    closing = true;
    home.ledger().close();
    origin.close();
    together(services().<Runnable>map(service -> service::stop));
    together(
        Stream.of(mailbox::close, traces::close, broker::close, redis::close, postgres::close));
    home.ledger().endLeftovers();
  }

  private static Map<String, String> with(
      Map<String, String> more, Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(more);
    all.values().removeIf(String::isEmpty);
    return all;
  }

  private static ServiceProcess process(
      Service service, SuiteSettings settings, Map<String, String> environment) {
    return new ServiceProcess(
        service,
        settings.checkout(),
        settings.flavour(),
        settings.fullSpeed(),
        environment,
        settings.home());
  }

  private Stream<ServiceProcess> services() {
    return Stream.of(user, media, worker);
  }

  private void start(ServiceProcess service) {
    step(service.service().module(), service::start);
  }

  private void step(String name, Runnable start) {
    if (!closing) {
      progress.step(name, start);
    }
  }

  /**
   * Without waiting for the slower ones: their processes are ended, so that their waits end too.
   */
  private void failFast(CompletableFuture<Void> all, @Nullable Throwable failure) {
    if (failure != null) {
      all.completeExceptionally(failure);
      close();
    }
  }

  /** Says when it ends before the suite does. */
  public void watch(EngineProcess process) {
    process
        .onExit()
        .thenAccept(
            status -> {
              if (!closing) {
                progress.say(
                    "%s ended with %d; its log is %s"
                        .formatted(process.name(), status, process.log()));
              }
            });
  }

  private static void together(Stream<Runnable> actions) {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      actions.forEach(executor::execute);
    }
  }
}
