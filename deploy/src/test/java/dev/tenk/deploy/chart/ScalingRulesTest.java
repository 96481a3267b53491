package dev.tenk.deploy.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.deploy.manifest.Manifest;
import dev.tenk.deploy.manifest.Manifests;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScalingRulesTest {

  @ParameterizedTest
  @EnumSource
  void replicasAreSetOnlyWhereNobodyScales(Variant variant) {
    Manifests manifests = variant.manifests();
    assertThat(manifests.ofKind("Deployment"))
        .allSatisfy(
            deployment -> {
              boolean scaled =
                  manifests.has("HorizontalPodAutoscaler", deployment.name())
                      || manifests.has("ScaledObject", deployment.name());
              assertThat(deployment.at("/spec/replicas").isMissingNode()).isEqualTo(scaled);
            });
  }

  @ParameterizedTest
  @EnumSource
  void scalesUpByDoublingAfterAWindowAndDownSlowly(Variant variant) {
    assertThat(variant.manifests().ofKind("HorizontalPodAutoscaler"))
        .allSatisfy(
            manifest -> {
              var spec = manifest.as(HorizontalPodAutoscaler.class).getSpec();
              assertThat(spec.getScaleTargetRef().getName()).isEqualTo(manifest.name());
              var up = spec.getBehavior().getScaleUp();
              assertThat(up.getStabilizationWindowSeconds()).isBetween(15, 60);
              assertThat(up.getPolicies())
                  .allSatisfy(policy -> assertThat(policy.getValue()).isLessThanOrEqualTo(100));
              var down = spec.getBehavior().getScaleDown();
              assertThat(down.getStabilizationWindowSeconds()).isGreaterThanOrEqualTo(300);
              assertThat(down.getSelectPolicy()).isEqualTo("Min");
            });
  }

  @Test
  void eachServiceScalesOnItsOwn() {
    Manifests manifests = Variant.DEFAULTS.manifests();

    assertThat(manifests.ofKind("HorizontalPodAutoscaler").map(Manifest::name))
        .containsExactlyInAnyOrder(
            "tenk-user-service", "tenk-media-service", "tenk-worker-service");
  }

  @Test
  void requestsInFlightAndQueuesAreMetricsWhereAnAdapterIs() {
    Manifest user =
        Variant.EVERYTHING.manifests().get("HorizontalPodAutoscaler", "tenk-user-service");
    Manifest worker =
        Variant.EXTERNAL_METRIC.manifests().get("HorizontalPodAutoscaler", "tenk-worker-service");

    assertThat(user.at("/spec/metrics/1/pods/metric/name").asText())
        .isEqualTo("http_server_active_requests");
    assertThat(worker.at("/spec/metrics/1/external/metric/selector/matchLabels/queue").asText())
        .isEqualTo("media.uploaded");
  }

  @Test
  void rabbitMqIsAskedForMessagesInHandToo() {
    Manifest scaled = Variant.PRODUCTION.manifests().get("ScaledObject", "tenk-worker-service");

    assertThat(scaled.at("/spec/triggers/0/metadata/protocol").asText()).isEqualTo("http");
    assertThat(scaled.at("/spec/triggers/0/metadata/excludeUnacknowledged").asText())
        .isEqualTo("false");
    assertThat(scaled.at("/spec/triggers/0/metadata/host").asText())
        .isEqualTo("https://tenk-broker:15671/%2F");
    assertThat(scaled.at("/spec/fallback/failureThreshold").asInt()).isEqualTo(3);
    assertThat(scaled.at("/spec/fallback/replicas").asInt()).isPositive();
  }

  @Test
  void workersMayGoToZeroByArtemis() {
    Manifest scaled = Variant.KEDA_ARTEMIS.manifests().get("ScaledObject", "tenk-worker-service");

    assertThat(scaled.at("/spec/minReplicaCount").asInt()).isZero();
    assertThat(scaled.at("/spec/triggers/0/type").asText()).isEqualTo("artemis-queue");
    assertThat(scaled.at("/spec/triggers/0/authenticationRef/name").asText())
        .isEqualTo("tenk-worker-service");
  }

  @Test
  void agesOfWaitingMessagesAreOneMoreTriggerBesideThoseOfTheQueues() {
    Manifest scaled = Variant.EVERYTHING.manifests().get("ScaledObject", "tenk-worker-service");

    assertThat(scaled.at("/spec/triggers")).hasSize(3);
    assertThat(scaled.at("/spec/triggers/0/metadata/queueName").asText())
        .isEqualTo("media.uploaded");
    assertThat(scaled.at("/spec/triggers/1/metadata/queueName").asText()).isEqualTo("media.bulk");
    assertThat(scaled.at("/spec/triggers/2/metadata/threshold").asText()).isEqualTo("15");
  }

  /** docs/operations/scaling.md says what the simulation tells of the chart. */
  @Test
  void theSimulationOfBenchScalesAsTheChartDoes() throws IOException {
    String source =
        Files.readString(
            Checkout.ROOT.resolve("bench/src/main/java/dev/tenk/bench/scaling/Autoscaler.java"));
    var behavior =
        Variant.DEFAULTS
            .manifests()
            .get("HorizontalPodAutoscaler", "tenk-media-service")
            .as(HorizontalPodAutoscaler.class)
            .getSpec()
            .getBehavior();
    var up = behavior.getScaleUp();
    var down = behavior.getScaleDown();

    assertThat(source)
        .contains("UP_WINDOW_SECONDS = " + up.getStabilizationWindowSeconds() + ";")
        .contains("DOWN_WINDOW_SECONDS = " + down.getStabilizationWindowSeconds() + ";")
        .contains("UP_PERIOD_SECONDS = " + up.getPolicies().getFirst().getPeriodSeconds() + ";")
        .contains("UP_PODS = " + up.getPolicies().getLast().getValue() + ";")
        .contains("DOWN_PERIOD_SECONDS = " + down.getPolicies().getFirst().getPeriodSeconds() + ";")
        .contains("DOWN_PODS = " + down.getPolicies().getLast().getValue() + ";")
        .contains("DOWN_SHARE = " + down.getPolicies().getFirst().getValue() / 100.0 + ";");
    assertThat(up.getPolicies().getFirst().getValue()).isEqualTo(100);
  }
}
