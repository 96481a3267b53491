package dev.tenk.deploy.chart;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.deploy.manifest.Manifest;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every pod of every variant, the edge, the migrations and the test included. */
class WorkloadRulesTest {
  private static final long UID = 10001;
  private static final List<String> SERVICES =
      List.of("tenk-user-service", "tenk-media-service", "tenk-worker-service");

  @ParameterizedTest
  @EnumSource
  void podsHaveNoRights(Variant variant) {
    assertThat(variant.manifests().workloads())
        .isNotEmpty()
        .allSatisfy(
            workload -> {
              PodSpec pod = workload.podTemplate().orElseThrow().getSpec();
              assertThat(pod.getAutomountServiceAccountToken()).isFalse();
              assertThat(pod.getEnableServiceLinks()).isFalse();
              assertThat(pod.getHostNetwork()).isNull();
              assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
              assertThat(pod.getSecurityContext().getRunAsUser()).isEqualTo(UID);
              assertThat(pod.getSecurityContext().getSeccompProfile().getType())
                  .isEqualTo("RuntimeDefault");
              assertThat(pod.getVolumes()).allMatch(volume -> volume.getHostPath() == null);
              assertThat(pod.getContainers()).allSatisfy(WorkloadRulesTest::hasNoRights);
            });
  }

  private static void hasNoRights(Container container) {
    var context = container.getSecurityContext();
    assertThat(context.getReadOnlyRootFilesystem()).isTrue();
    assertThat(context.getAllowPrivilegeEscalation()).isFalse();
    assertThat(context.getPrivileged()).isFalse();
    assertThat(context.getCapabilities().getDrop()).containsExactly("ALL");
    assertThat(context.getCapabilities().getAdd()).isEmpty();
    assertThat(container.getVolumeMounts()).anyMatch(mount -> mount.getMountPath().equals("/tmp"));
  }

  @ParameterizedTest
  @EnumSource
  void memoryIsReservedWholeAndCpuRequestedWithoutLimit(Variant variant) {
    assertThat(variant.manifests().workloads().flatMap(each -> each.containers().stream()))
        .allSatisfy(
            container -> {
              ResourceRequirements resources = container.getResources();
              assertThat(resources.getRequests()).containsKeys("cpu", "memory");
              assertThat(resources.getLimits()).containsOnlyKeys("memory");
              assertThat(resources.getLimits().get("memory"))
                  .isEqualTo(resources.getRequests().get("memory"));
            });
  }

  @ParameterizedTest
  @EnumSource
  void servicesAreProbedOnTheManagementPort(Variant variant) {
    assertThat(services(variant))
        .allSatisfy(
            deployment -> {
              Container container = container(deployment);
              assertThat(container.getPorts())
                  .anySatisfy(
                      port -> {
                        assertThat(port.getName()).isEqualTo("management");
                        assertThat(port.getContainerPort()).isEqualTo(9000);
                      });
              asks(container.getStartupProbe(), "/q/health/started");
              asks(container.getLivenessProbe(), "/q/health/live");
              asks(container.getReadinessProbe(), "/q/health/ready");
            });
  }

  private static void asks(Probe probe, String path) {
    assertThat(probe.getHttpGet().getPath()).isEqualTo(path);
    assertThat(probe.getHttpGet().getPort()).isEqualTo(new IntOrString("management"));
  }

  @ParameterizedTest
  @EnumSource
  void updatesTakeNoPodAwayBeforeAnotherIsReady(Variant variant) {
    assertThat(deployments(variant))
        .allSatisfy(
            deployment -> {
              var strategy = deployment.getSpec().getStrategy();
              assertThat(strategy.getType()).isEqualTo("RollingUpdate");
              assertThat(strategy.getRollingUpdate().getMaxUnavailable())
                  .isEqualTo(new IntOrString(0));
              assertThat(strategy.getRollingUpdate().getMaxSurge())
                  .isEqualTo(new IntOrString("25%"));
            });
  }

  @ParameterizedTest
  @EnumSource
  void graceCoversWhatMayFollowTheSignal(Variant variant) {
    assertThat(services(variant))
        .allSatisfy(
            deployment -> {
              String name = deployment.getMetadata().getName();
              Map<String, String> config = config(variant, name);
              long needed =
                  seconds(config.get("QUARKUS_SHUTDOWN_DELAY"))
                      + seconds(config.get("QUARKUS_SHUTDOWN_TIMEOUT"))
                      + seconds(config.getOrDefault("TENK_WORKER_DRAIN", "0S"));
              assertThat(pod(deployment).getTerminationGracePeriodSeconds()).isGreaterThan(needed);
            });
  }

  @ParameterizedTest
  @EnumSource
  void podsSpreadOverZonesAndNodesByTheirOwnLabels(Variant variant) {
    assertThat(deployments(variant))
        .allSatisfy(
            deployment -> {
              Map<String, String> selector = deployment.getSpec().getSelector().getMatchLabels();
              assertThat(deployment.getSpec().getTemplate().getMetadata().getLabels())
                  .containsAllEntriesOf(selector);
              assertThat(pod(deployment).getTopologySpreadConstraints())
                  .hasSize(2)
                  .allSatisfy(
                      constraint ->
                          assertThat(constraint.getLabelSelector().getMatchLabels())
                              .isEqualTo(selector));
            });
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"MINIMAL", "KIND"})
  void oneAtATimeIsEvicted(Variant variant) {
    assertThat(deployments(variant))
        .allSatisfy(
            deployment -> {
              PodDisruptionBudget budget =
                  variant
                      .manifests()
                      .get("PodDisruptionBudget", deployment.getMetadata().getName())
                      .as(PodDisruptionBudget.class);
              assertThat(budget.getSpec().getMaxUnavailable()).isEqualTo(new IntOrString(1));
              assertThat(budget.getSpec().getSelector().getMatchLabels())
                  .isEqualTo(deployment.getSpec().getSelector().getMatchLabels());
            });
  }

  @ParameterizedTest
  @EnumSource
  void configurationChangesReachThePods(Variant variant) {
    assertThat(services(variant))
        .allSatisfy(
            deployment -> {
              PodTemplateSpec template = deployment.getSpec().getTemplate();
              assertThat(template.getMetadata().getAnnotations())
                  .containsKeys("checksum/config", "checksum/secrets");
              assertThat(container(deployment).getEnvFrom())
                  .extracting(from -> from.getConfigMapRef().getName())
                  .containsExactly(deployment.getMetadata().getName());
            });
  }

  @ParameterizedTest
  @EnumSource
  void secretsComeFromSecretsAlone(Variant variant) {
    assertThat(variant.manifests().ofKind("Secret")).isEmpty();
    assertThat(variant.manifests().workloads().flatMap(each -> each.containers().stream()))
        .flatExtracting(Container::getEnv)
        .filteredOn(
            variable -> variable.getName().matches(".*(PASSWORD|USERNAME|SECRET|TOKEN_KEY).*"))
        .allSatisfy(WorkloadRulesTest::isFromASecret);
    assertThat(variant.manifests().ofKind("ConfigMap").map(map -> map.at("/data").toString()))
        .noneMatch(data -> data.contains("_PASSWORD"));
  }

  private static void isFromASecret(EnvVar variable) {
    assertThat(variable.getValue()).isNull();
    assertThat(variable.getValueFrom().getSecretKeyRef().getName()).isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void everyServiceHasItsOwnAddressForManagement(Variant variant) {
    assertThat(SERVICES)
        .allSatisfy(
            name -> {
              Manifest management = variant.manifests().get("Service", name + "-management");
              assertThat(management.at("/spec/ports").findValuesAsText("port"))
                  .containsExactly("9000");
            });
    assertThat(variant.manifests().ofKind("Service"))
        .filteredOn(service -> !service.name().matches(".*-(management|edge-purge|edge-metrics)"))
        .allSatisfy(
            service ->
                assertThat(service.at("/spec/ports").findValuesAsText("port"))
                    .containsExactly("8080"));
  }

  @ParameterizedTest
  @EnumSource
  void everyVolumeIsMountedAndEveryMountHasItsVolume(Variant variant) {
    assertThat(variant.manifests().workloads())
        .allSatisfy(
            workload -> {
              PodSpec pod = workload.podTemplate().orElseThrow().getSpec();
              assertThat(pod.getVolumes().stream().map(volume -> volume.getName()))
                  .containsExactlyInAnyOrderElementsOf(
                      pod.getContainers().getFirst().getVolumeMounts().stream()
                          .map(mount -> mount.getName())
                          .toList());
            });
  }

  private static Stream<Deployment> deployments(Variant variant) {
    return variant.manifests().ofKind("Deployment").map(each -> each.as(Deployment.class));
  }

  private static Stream<Deployment> services(Variant variant) {
    return SERVICES.stream()
        .map(name -> variant.manifests().get("Deployment", name).as(Deployment.class));
  }

  private static PodSpec pod(Deployment deployment) {
    return deployment.getSpec().getTemplate().getSpec();
  }

  private static Container container(Deployment deployment) {
    return pod(deployment).getContainers().getFirst();
  }

  private static Map<String, String> config(Variant variant, String name) {
    return variant.manifests().get("ConfigMap", name).as(ConfigMap.class).getData();
  }

  private static long seconds(@Nullable String text) {
    String duration = requireNonNull(text);
    assertThat(duration).matches("\\d+S");
    return Long.parseLong(duration.substring(0, duration.length() - 1));
  }
}
