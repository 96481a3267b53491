package dev.tenk.bench.password;

import dev.tenk.embedded.broker.Broker;
import dev.tenk.embedded.postgres.Postgres;
import dev.tenk.embedded.process.TemporaryHome;
import dev.tenk.embedded.redis.Redis;
import dev.tenk.local.mailbox.Mailbox;
import dev.tenk.local.mailbox.ReceivedMail;
import dev.tenk.local.service.Flavour;
import dev.tenk.local.service.Service;
import dev.tenk.local.service.ServiceEnvironment;
import dev.tenk.local.service.ServiceProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The user service on engines of its own, with limits that a benchmark does not reach. */
final class UserServiceAlone implements AutoCloseable {

  private static final Pattern TOKEN = Pattern.compile("#token=([A-Za-z0-9_-]+)");
  private static final Duration MAIL_LIMIT = Duration.ofSeconds(20);

  private final TemporaryHome home = TemporaryHome.create();
  private final Postgres postgres = new Postgres(home.home());
  private final Redis redis = new Redis(home.home());
  private final Broker broker = new Broker(home.home());
  private final Mailbox mailbox = Mailbox.listen(InstantSource.system());
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ServiceProcess service;

  /** Somebody of the benchmark. */
  record Person(String handle, String email, String password) {

    static Person stranger() {
      String handle = "b" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
      return new Person(handle, handle + "@mail.example", UUID.randomUUID().toString());
    }

    String signUp() {
      return "{\"handle\":\"%s\",\"email\":\"%s\",\"password\":\"%s\"}"
          .formatted(handle, email, password);
    }
  }

  UserServiceAlone(Map<String, String> settings) {
    Map<String, String> environment =
        new HashMap<>(
            new ServiceEnvironment(
                    postgres,
                    redis,
                    broker,
                    home.home().data().toAbsolutePath(),
                    "http://localhost",
                    mailbox.port())
                .user());
    environment.put("TENK_RATE_LIMIT__SIGN_IN_ADDRESS__QUOTA", "1000000");
    environment.put("TENK_RATE_LIMIT__SIGN_IN_ACCOUNT__QUOTA", "1000000");
    environment.put("TENK_RATE_LIMIT__MAIL_RECIPIENT__QUOTA", "1000000");
    environment.putAll(settings);
    service =
        new ServiceProcess(
            Service.USER,
            Path.of(System.getProperty("tenk.checkout", "")).toAbsolutePath(),
            Flavour.JVM,
            false,
            environment,
            home.home());
    try {
      postgres.start();
      redis.start();
      broker.start();
      service.start();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Posts JSON and gives the answer. */
  HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path))
            .header("Content-Type", "application/json")
            .timeout(Duration.ofMinutes(1))
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  HttpResponse<String> signIn(String login, String password)
      throws IOException, InterruptedException {
    return post(
        "/v1/sessions", "{\"login\":\"%s\",\"password\":\"%s\"}".formatted(login, password));
  }

  /** Somebody who has signed up, and has proved the address if so wanted. */
  Person member(boolean proved) throws IOException, InterruptedException {
    Person person = Person.stranger();
    require(201, post("/v1/users", person.signUp()));
    if (proved) {
      String token = "{\"token\":\"%s\"}".formatted(awaitToken(person.email()));
      require(204, post("/v1/users/email-confirmations", token));
    }
    return person;
  }

  private String awaitToken(String address) throws InterruptedException {
    long end = System.nanoTime() + MAIL_LIMIT.toNanos();
    while (System.nanoTime() < end) {
      for (ReceivedMail mail : mailbox.mails()) {
        Matcher token = TOKEN.matcher(mail.text());
        if (mail.to().equals(address) && token.find()) {
          return token.group(1);
        }
      }
      Thread.sleep(20);
    }
    throw new IllegalStateException("no mail came");
  }

  static void require(int status, HttpResponse<String> answer) {
    if (answer.statusCode() != status) {
      throw new IllegalStateException(
          "%d instead of %d: %s".formatted(answer.statusCode(), status, answer.body()));
    }
  }

  @Override
  public void close() {
    http.close();
    service.stop();
    mailbox.close();
    broker.close();
    redis.close();
    postgres.close();
    home.close();
  }
}
