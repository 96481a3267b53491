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
  void servicesAloneTellEachPodOfTheEdgeWhatHasChanged() {
    Manifests manifests = Variant.GATEWAY.manifests();

    assertThat(peersIn(manifests, "tenk-edge", 8082))
        .containsExactlyInAnyOrder("user-service", "media-service");
    assertThat(portsOut(manifests, "tenk-user-service")).contains(8082);
    assertThat(portsOut(manifests, "tenk-media-service")).contains(8082);
    Manifest pods = manifests.get("Service", "tenk-edge-purge");
    assertThat(pods.at("/spec/clusterIP").asText()).isEqualTo("None");
    assertThat(pods.at("/spec/publishNotReadyAddresses").asBoolean()).isTrue();
    for (String service : List.of("tenk-user-service", "tenk-media-service")) {
      assertThat(manifests.get("ConfigMap", service).at("/data/TENK_EDGE_PURGE").asText())
          .isEqualTo("http://tenk-edge-purge:8082");
    }
    JsonNode edge = manifests.get("ConfigMap", "tenk-edge").at("/data");
    assertThat(edge.get("nginx.conf").asText())
        .contains("listen 8082;", "content_by_lua_file /etc/tenk/edge/purge.lua");
    assertThat(edge.get("purge.lua").asText()).contains("os.remove");
  }

  @Test
  void theMonitoringAloneReadsTheEdgesMetrics() {
    Manifests manifests =
        Chart.render("{edge: {enabled: true}, monitoring: {serviceMonitor: {enabled: true}}}");

    assertThat(manifests.get("NetworkPolicy", "tenk-edge").at("/spec/ingress").toString())
        .containsPattern("monitoring.{0,80}8083");
    assertThat(manifests.get("ServiceMonitor", "tenk").at("/spec/endpoints").toString())
        .contains("\"port\":\"metrics\",\"path\":\"/metrics\"");
    assertThat(manifests.get("Service", "tenk-edge-metrics").at("/spec/ports/0/port").asInt())
        .isEqualTo(8083);
    assertThat(manifests.get("ConfigMap", "tenk-edge").at("/data/metrics.lua").asText())
        .contains("tenk_edge_request_duration_seconds");
    assertThat(manifests.get("ConfigMap", "tenk-edge").at("/data/nginx.conf").asText())
        .contains("listen 8083;", "lua_package_path \"/etc/tenk/edge/?.lua;;\"")
        .doesNotContain("TENK_EDGE_");
  }

  @Test
  void anEdgeThatIsNotToldTakesNoPurges() {
    Manifests manifests = Chart.render("edge: {enabled: true, purge: {enabled: false}}");

    assertThat(manifests.has("Service", "tenk-edge-purge")).isFalse();
    assertThat(portsOut(manifests, "tenk-media-service")).doesNotContain(8082);
    assertThat(manifests.get("ConfigMap", "tenk-edge").at("/data").toString())
        .doesNotContain("8082", "load_module", "unlinkSync");
    assertThat(manifests.get("ConfigMap", "tenk-media-service").at("/data").has("TENK_EDGE_PURGE"))
        .isFalse();
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
