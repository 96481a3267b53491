package dev.tenk.bench.scenario;

import dev.tenk.bench.data.AccountRows;
import dev.tenk.bench.data.MediaRows;
import dev.tenk.bench.engine.Engines;
import dev.tenk.bench.engine.Metrics;
import dev.tenk.bench.engine.RunningService;
import dev.tenk.embedded.postgres.Database;
import dev.tenk.embedded.process.EngineHome;
import dev.tenk.embedded.process.Secret;
import dev.tenk.local.service.Flavour;
import dev.tenk.local.service.Service;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The three services at full speed on durable engines, with the data set. The data stays in its
 * directory for the next run of the same scale.
 */
final class LoadedSuite implements AutoCloseable {

  private static final String FILLED = "filled";
  private static final String KEYS = "/.well-known/jwks.json";
  private static final Duration SIGNED_IN_FOR = Duration.ofMinutes(2);

  private final Path checkout;
  private final Flavour flavour;
  private final Map<String, String> settings;
  private final Scale scale;
  private final Path directory;
  private final SuiteMemory memory;
  private final Engines engines;
  private final Actors actors;
  private final List<RunningService> running = new ArrayList<>();
  private final RunningService user;
  private final RunningService media;
  private final RunningService worker;
  private boolean signedIn;
  private long signedInAt;

  /**
   * Starts everything and fills the databases where they are empty, which takes minutes.
   *
   * @param settings environment of all services, over the usual one
   * @param memory of services and Redis
   */
  LoadedSuite(
      Path checkout, Flavour flavour, Scale scale, Map<String, String> settings, SuiteMemory memory)
      throws Exception {
    this.checkout = checkout;
    this.flavour = flavour;
    this.settings = Map.copyOf(settings);
    this.scale = scale;
    this.memory = memory;
    this.directory =
        checkout.resolve("bench/target/data-%d-%d".formatted(scale.accounts(), scale.media()));
    EngineHome home = EngineHome.in(directory, true).with(memory.engines());
    this.engines = Engines.in(home);
    String password = Secret.keptIn(directory.resolve("password"));
    this.actors = new Actors(scale, password);
    try {
      user = start(Service.USER, engines.environment().user());
      user.awaitFirst200(user.url(KEYS));
      media = start(Service.MEDIA, engines.environment().media(user.port()));
      worker = start(Service.WORKER, engines.environment().worker());
      media.awaitFirst200(media.managementUrl("/q/health/ready"));
      worker.awaitFirst200(worker.managementUrl("/q/health/ready"));
      fill(password);
      signIn();
    } catch (Exception e) {
      close();
      throw e;
    }
  }

  private RunningService start(Service service, Map<String, String> environment) {
    Map<String, String> all = new LinkedHashMap<>(environment);
    all.remove("TENK_DATABASE_REPLICAS_URLS"); // none runs: it would take its share of two cores
    all.putAll(settings);
    int heap = service == Service.WORKER ? Flavour.HEAP : memory.heap();
    var started = new RunningService(service, flavour, checkout, all, engines.home(), heap);
    running.add(started);
    return started;
  }

  /** So many pods of user-service, the suite's own first; the others are started. */
  List<RunningService> userPods(int number) {
    List<RunningService> pods = new ArrayList<>(List.of(user));
    while (pods.size() < number) {
      RunningService pod = start(Service.USER, engines.environment().user());
      pod.awaitFirst200(pod.url(KEYS));
      pods.add(pod);
    }
    return pods;
  }

  private void fill(String password) throws Exception {
    Path filled = directory.resolve(FILLED);
    if (Files.exists(filled)) {
      return;
    }
    System.out.println(
        "filling: %,d accounts, %,d media".formatted(scale.accounts(), scale.media()));
    String hash = hashOf(password);
    try (Connection owner = owner(engines.postgres().user())) {
      AccountRows.fill(owner, scale.accounts(), hash);
    }
    try (Connection owner = owner(engines.postgres().media())) {
      MediaRows.fill(owner, scale.media(), scale.accounts(), true);
    }
    Files.createFile(filled);
  }

  /** Signs one account up with the password, to take its hash. */
  private String hashOf(String password) throws Exception {
    String body =
        "{\"handle\":\"first\",\"email\":\"first@mail.example\",\"password\":\"%s\"}"
            .formatted(password);
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(user.url("/v1/users"))
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofString(body))
                  .build(),
              BodyHandlers.ofString());
      if (answer.statusCode() != 201 && answer.statusCode() != 409) {
        throw new IOException("sign-up: %d %s".formatted(answer.statusCode(), answer.body()));
      }
    }
    try (Connection owner = owner(engines.postgres().user());
        Statement statement = owner.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT password_hash FROM account WHERE handle = 'first'")) {
      row.next();
      return row.getString(1);
    }
  }

  private static Connection owner(Database database) throws SQLException {
    return DriverManager.getConnection(
        database.jdbcUrl(), database.ownerUsername(), database.ownerPassword());
  }

  /** Signs the actors in anew where it is a while ago: their tokens live for five minutes. */
  void signIn() throws IOException, InterruptedException {
    long now = System.nanoTime();
    if (actors.count() > 0 && (!signedIn || now - signedInAt > SIGNED_IN_FOR.toNanos())) {
      actors.signIn(user.url("/v1/sessions"));
      signedIn = true;
      signedInAt = now;
    }
  }

  Engines engines() {
    return engines;
  }

  Scale scale() {
    return scale;
  }

  Actors actors() {
    return actors;
  }

  int userPort() {
    return user.port();
  }

  int mediaPort() {
    return media.port();
  }

  /** What the services say of themselves. */
  Map<Service, Metrics> metrics() throws IOException, InterruptedException {
    Map<Service, Metrics> all = new LinkedHashMap<>();
    all.put(Service.USER, Metrics.of(metrics(user)));
    all.put(Service.MEDIA, Metrics.of(metrics(media)));
    return all;
  }

  private static URI metrics(RunningService service) {
    return service.managementUrl("/q/metrics");
  }

  /** Services and engines by name, each with the processes below it. */
  Map<String, Long> pids() {
    Map<String, Long> all = new LinkedHashMap<>();
    all.put("user-service", user.pid());
    all.put("media-service", media.pid());
    all.put("worker-service", worker.pid());
    all.putAll(engines.pids());
    return all;
  }

  @Override
  public void close() {
    running.reversed().forEach(RunningService::close);
    engines.close();
  }
}
