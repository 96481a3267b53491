package dev.tenk.deploy.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tenk.contract.Queues;
import dev.tenk.deploy.chart.Checkout;
import dev.tenk.deploy.manifest.Manifest;
import dev.tenk.deploy.manifest.Manifests;
import dev.tenk.deploy.manifest.StrictParser;
import dev.tenk.deploy.tool.Command;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OverlayTest {

  static List<String> overlays() throws IOException {
    try (Stream<Path> directories = Files.list(Checkout.OVERLAYS)) {
      return directories.map(each -> "k8s/overlays/" + each.getFileName()).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void everyDocumentIsOneThatAClusterTakes(String overlay) {
    assertThat(Overlay.render(overlay).all())
        .hasSizeGreaterThan(10)
        .allSatisfy(StrictParser::check);
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void everythingIsInTheOneNamespaceWhosePodsHaveNoRights(String overlay) {
    Manifests manifests = Overlay.render(overlay);

    assertThat(
            manifests
                .get("Namespace", "tenk")
                .at("/metadata/labels")
                .path("pod-security.kubernetes.io/enforce")
                .asText())
        .isEqualTo("restricted");
    assertThat(manifests.all())
        .filteredOn(manifest -> !manifest.kind().equals("Namespace"))
        .allSatisfy(
            manifest -> assertThat(manifest.at("/metadata/namespace").asText()).isEqualTo("tenk"));
    assertThat(manifests.workloads())
        .allSatisfy(
            workload -> {
              PodSpec pod = workload.podTemplate().orElseThrow().getSpec();
              assertThat(pod.getAutomountServiceAccountToken()).isFalse();
              assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
              assertThat(pod.getSecurityContext().getSeccompProfile().getType())
                  .isEqualTo("RuntimeDefault");
              assertThat(pod.getContainers())
                  .allSatisfy(
                      container -> {
                        var context = container.getSecurityContext();
                        assertThat(context.getReadOnlyRootFilesystem()).isTrue();
                        assertThat(context.getAllowPrivilegeEscalation()).isFalse();
                        assertThat(context.getCapabilities().getDrop()).containsExactly("ALL");
                      });
            });
  }

  @Test
  void queuesAreThoseOfTheContractWithTheirDeadLetters() {
    Set<String> wanted = new TreeSet<>();
    for (String queue : queues()) {
      wanted.add(queue);
      wanted.add("dead." + queue);
    }

    assertThat(
            Overlay.render("k8s/overlays/production")
                .ofKind("Queue")
                .map(queue -> queue.at("/spec/name").asText()))
        .containsAll(wanted);
    String script =
        Overlay.render("k8s/overlays/kind")
            .get("ConfigMap", "tenk-broker-queues")
            .at("/data/queues.sh")
            .asText();
    assertThat(queues()).allSatisfy(queue -> assertThat(script).contains(" " + queue));
  }

  private static List<String> queues() {
    return Queues.ALL;
  }

  @Test
  void theTryHasEverySecretThatItsPodsWant() {
    Manifests secrets = Manifests.of(Command.of("k8s/secrets.sh").run().outputIfWell());

    assertThat(secrets.all()).allSatisfy(StrictParser::check);
    Overlay.render("k8s/overlays/kind")
        .workloads()
        .forEach(
            workload ->
                wantedKeys(workload)
                    .forEach(
                        wanted ->
                            assertThat(keys(secrets.get("Secret", wanted.secret())))
                                .as("%s of %s", wanted, workload)
                                .contains(wanted.key())));
  }

  @Test
  void everyInstallationHasSecretsOfItsOwn() {
    assertThat(values(Command.of("k8s/secrets.sh").run().outputIfWell()))
        .doesNotContainAnyElementsOf(values(Command.of("k8s/secrets.sh").run().outputIfWell()));
  }

  private static List<String> values(String yaml) {
    return Manifests.of(yaml).all().stream()
        .flatMap(secret -> secret.at("/stringData").properties().stream())
        .filter(entry -> !entry.getKey().equals("username"))
        .map(entry -> entry.getValue().asText())
        .toList();
  }

  private record Wanted(String secret, String key) {}

  private static List<Wanted> wantedKeys(Manifest workload) {
    List<Wanted> wanted = new ArrayList<>();
    for (Container container : workload.containers()) {
      container.getEnv().stream()
          .filter(variable -> variable.getValueFrom() != null)
          .map(variable -> variable.getValueFrom().getSecretKeyRef())
          .forEach(reference -> wanted.add(new Wanted(reference.getName(), reference.getKey())));
    }
    workload.podTemplate().orElseThrow().getSpec().getVolumes().stream()
        .filter(volume -> volume.getSecret() != null)
        .forEach(
            volume ->
                volume
                    .getSecret()
                    .getItems()
                    .forEach(
                        item ->
                            wanted.add(
                                new Wanted(volume.getSecret().getSecretName(), item.getKey()))));
    return wanted;
  }

  private static Set<String> keys(Manifest secret) {
    return Stream.of("/stringData", "/data")
        .flatMap(part -> secret.at(part).properties().stream())
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  @Test
  void thePrimaryHasTheConnectionsThatTheChartIsTold() throws IOException {
    JsonNode values = new YAMLMapper().readTree(Checkout.CHART.resolve("values.yaml").toFile());

    assertThat(
            Overlay.render("k8s/overlays/production")
                .get("Cluster", "tenk-db")
                .at("/spec/postgresql/parameters/max_connections")
                .asInt())
        .isEqualTo(values.at("/database/maxConnections").asInt());
  }

  @Test
  void everyInstanceOfTheDatabaseHasANameThatItsCertificateKnows() throws IOException {
    Manifests manifests = Overlay.render("k8s/overlays/production");
    List<String> hosts = new ArrayList<>();
    new YAMLMapper()
        .readTree(Checkout.CHART.resolve("values.yaml").toFile())
        .at("/database/replicaHosts")
        .forEach(host -> hosts.add(host.asText()));

    assertThat(hosts).hasSize(manifests.get("Cluster", "tenk-db").at("/spec/instances").asInt());
    assertThat(manifests.get("Cluster", "tenk-db").at("/spec/certificates/serverAltDNSNames"))
        .extracting(JsonNode::asText)
        .containsExactlyElementsOf(hosts);
    assertThat(hosts)
        .allSatisfy(
            host ->
                assertThat(
                        manifests
                            .get("Service", host)
                            .at("/spec/selector")
                            .path("cnpg.io/instanceName")
                            .asText())
                    .isEqualTo(host));
  }
}
