package dev.tenk.deploy.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenk.deploy.manifest.Manifest;
import dev.tenk.deploy.manifest.Manifests;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NetworkRulesTest {

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MINIMAL")
  void everyPodIsShutOffAndHasAPolicyOfItsOwn(Variant variant) {
    Manifests manifests = variant.manifests();
    NetworkPolicy denyAll = policy(manifests, "tenk-deny-all");
    Map<String, String> all = denyAll.getSpec().getPodSelector().getMatchLabels();

    assertThat(denyAll.getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress");
    assertThat(denyAll.getSpec().getIngress()).isEmpty();
    assertThat(denyAll.getSpec().getEgress()).isEmpty();
    assertThat(manifests.workloads())
        .allSatisfy(
            workload -> {
              Map<String, String> labels =
                  workload.podTemplate().orElseThrow().getMetadata().getLabels();
              assertThat(labels).containsAllEntriesOf(all);
              assertThat(labels)
                  .containsAllEntriesOf(
                      policy(manifests, workload.name())
                          .getSpec()
                          .getPodSelector()
                          .getMatchLabels());
            });
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MINIMAL")
  void nothingMayGoOutToEverywhere(Variant variant) {
    assertThat(variant.manifests().ofKind("NetworkPolicy"))
        .allSatisfy(
            policy ->
                assertThat(policy.at("/spec/egress"))
                    .allSatisfy(
                        rule -> {
                          assertThat(rule.path("to")).isNotEmpty();
                          assertThat(rule.path("ports")).isNotEmpty();
                        }));
  }

  @Test
  void eachServiceReachesItsEnginesAndNothingElse() {
    Manifests manifests = Variant.DEFAULTS.manifests();

    assertThat(portsOut(manifests, "tenk-user-service"))
        .containsExactly(53, 53, 5432, 6379, 5672, 587, 8080);
    assertThat(portsOut(manifests, "tenk-media-service"))
        .containsExactly(53, 53, 5432, 6379, 5672, 8080);
    assertThat(portsOut(manifests, "tenk-worker-service")).containsExactly(53, 53, 5672);
    assertThat(portsOut(manifests, "tenk-user-service-migrations")).containsExactly(53, 53, 5432);
    assertThat(portsOut(manifests, "tenk-smoke-test")).containsExactly(53, 53, 8080);
  }

  @Test
  void nobodyReachesTheWorkersButTheMonitoring() {
    Manifest worker = Variant.DEFAULTS.manifests().get("NetworkPolicy", "tenk-worker-service");

    assertThat(worker.at("/spec/ingress")).hasSize(1);
    assertThat(worker.at("/spec/ingress/0/ports/0/port").asInt()).isEqualTo(9000);
    assertThat(worker.at("/spec/ingress/0/from/0/namespaceSelector/matchLabels").toString())
        .contains("monitoring");
  }

  @Test
  void onlyTheEdgeReachesTheServicesWhereThereIsOne() {
    Manifests manifests = Variant.GATEWAY.manifests();

    assertThat(peersIn(manifests, "tenk-media-service", 8080))
        .containsExactlyInAnyOrder("edge", "user-service", "smoke-test");
    assertThat(peersIn(manifests, "tenk-user-service", 8080))
        .containsExactlyInAnyOrder("edge", "media-service", "smoke-test");
    assertThat(manifests.get("NetworkPolicy", "tenk-edge").at("/spec/ingress/0/from").toString())
        .contains("gateways");
  }

  @Test
  void enginesOutsideOfTheClusterAreReachedByTheirRanges() {
    Manifest user = Variant.EXTERNAL.manifests().get("NetworkPolicy", "tenk-user-service");

    assertThat(user.at("/spec/egress").findValuesAsText("cidr"))
        .containsExactly("10.20.0.0/24", "10.20.1.0/24", "10.20.2.0/24", "10.20.3.0/24");
  }

  private static NetworkPolicy policy(Manifests manifests, String name) {
    return manifests.get("NetworkPolicy", name).as(NetworkPolicy.class);
  }

  private static List<Integer> portsOut(Manifests manifests, String name) {
    return manifests.get("NetworkPolicy", name).at("/spec/egress").findValues("port").stream()
        .map(JsonNode::asInt)
        .toList();
  }

  private static List<String> peersIn(Manifests manifests, String name, int port) {
    JsonNode rules = manifests.get("NetworkPolicy", name).at("/spec/ingress");
    return StreamSupport.stream(rules.spliterator(), false)
        .filter(rule -> rule.at("/ports/0/port").asInt() == port)
        .flatMap(rule -> rule.findValuesAsText("app.kubernetes.io/name").stream())
        .toList();
  }
}
