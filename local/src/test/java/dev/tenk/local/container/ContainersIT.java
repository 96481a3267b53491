package dev.tenk.local.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenk.embedded.process.EngineProcess;
import dev.tenk.embedded.process.Signal;
import dev.tenk.embedded.process.TemporaryHome;
import dev.tenk.local.endtoend.ReadmeTour;
import dev.tenk.local.service.Service;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The images of helm/containers.sh, run by podman with what the chart says of each pod. */
@EnabledIfSystemProperty(named = "tenk.images.registry", matches = ".+")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ContainersIT {
  private static final Duration START_LIMIT = Duration.ofSeconds(120);
  private static final int TERMINATED = 128 + 15;

  private final TemporaryHome home = TemporaryHome.create();
  private final Installation installation = new Installation(home.home());

  @BeforeAll
  void install(@TempDir Path work) throws Exception {
    installation.start(Images.given(), work);
  }

  @AfterAll
  void remove() throws IOException {
    installation.close();
    home.close();
  }

  @ParameterizedTest
  @EnumSource
  @Order(1)
  void everyProbeOfTheChartIsAnswered(Service service) {
    JsonNode container = installation.pod(service).container();
    EngineProcess process = installation.process(service);
    for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
      URI asked =
          installation.management(service, container.at("/" + probe + "/httpGet/path").asText());
      process.await(probe + " answered", START_LIMIT, () -> status(asked) == 200);
    }
  }

  @ParameterizedTest
  @EnumSource
  @Order(2)
  void runsAsTheManifestSays(Service service) throws Exception {
    Pod pod = installation.pod(service);

    assertThat(Podman.exec(pod.name(), "id", "-u")).isEqualTo("10001");
    assertThat(Podman.exec(pod.name(), "sh", "-c", "echo x >/home/x"))
        .contains("Read-only file system");
    assertThat(Podman.exec(pod.name(), "sh", "-c", "echo x >/tmp/x && cat /tmp/x")).isEqualTo("x");
    assertThat(Podman.exec(pod.name(), "grep", "-E", "CapEff|CapBnd|NoNewPrivs", "/proc/1/status"))
        .matches("(?s)CapEff:\\s+0+\\s+CapBnd:\\s+0+\\s+NoNewPrivs:\\s+1");
    assertThat(Podman.memoryLimit(pod.name())).isEqualTo(pod.memoryLimit());
  }

  /** A virtual machine that cannot use its cache only says so, and starts without. */
  @ParameterizedTest
  @EnumSource
  @Order(2)
  void anAheadOfTimeCacheIsUsedWhereTheImageHasOne(Service service) throws Exception {
    String maps =
        Podman.exec(
            installation.pod(service).name(),
            "sh",
            "-c",
            "[ ! -e app.aot ] && echo none || grep -c app.aot /proc/1/maps");

    System.out.printf("%s: %s parts of a cache used%n", service.module(), maps);
    assertThat(maps).isNotEqualTo("0");
  }

  @Test
  @Order(3)
  void theTourPassesAndAMailIsSent(@TempDir Path folder) throws Exception {
    ReadmeTour.run(installation.url(), folder);

    Awaitility.await()
        .atMost(30, TimeUnit.SECONDS)
        .until(() -> !installation.mailbox().mails().isEmpty());
  }

  @Test
  @Order(4)
  void memorySufficesForPicturesOneAfterAnother(@TempDir Path folder) throws Exception {
    for (int i = 0; i < 3; i++) {
      ReadmeTour.run(installation.url(), folder);
    }

    for (Service service : Service.values()) {
      assertThat(installation.process(service).isAlive()).isTrue();
      Pod pod = installation.pod(service);
      System.out.printf(
          "%s: %d MiB of %d MiB used at most%n",
          service.module(), Podman.mostMemory(pod.name()) >> 20, pod.memoryLimit() >> 20);
    }
  }

  @ParameterizedTest
  @EnumSource
  @Order(5)
  void endsInOrderWithinItsGrace(Service service) {
    EngineProcess process = installation.process(service);
    Instant asked = Instant.now();

    Signal.TERM.sendTo(process.pid());

    Duration grace = installation.pod(service).grace();
    int status = process.onExit().completeOnTimeout(-1, grace.toSeconds(), TimeUnit.SECONDS).join();
    assertThat(status).as("%s", process.lastLines()).isIn(0, TERMINATED);
    System.out.printf(
        "%s: ended in %d ms of %d s%n",
        service.module(), Duration.between(asked, Instant.now()).toMillis(), grace.toSeconds());
  }

  private static int status(URI uri) {
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(2)).build();
      return client.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }
}
