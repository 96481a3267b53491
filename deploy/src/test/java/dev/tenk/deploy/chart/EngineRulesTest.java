package dev.tenk.deploy.chart;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenk.deploy.manifest.Manifest;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.math.BigDecimal;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EngineRulesTest {

  @Test
  void theDatabaseIsToldFromAnImpostor() {
    JsonNode config =
        Variant.DEFAULTS.manifests().get("ConfigMap", "tenk-user-service").at("/data");

    assertThat(config.path("QUARKUS_DATASOURCE_JDBC_URL").asText())
        .isEqualTo(
            "jdbc:postgresql://tenk-db-rw:5432/tenk_user?sslmode=verify-full&sslrootcert=/etc/tenk/database/ca.crt");
  }

  @Test
  void linksAreEncryptedByValue() {
    JsonNode config =
        Variant.PRODUCTION.manifests().get("ConfigMap", "tenk-media-service").at("/data");
    Map<String, EnvVar> environment = environment(Variant.PRODUCTION, "tenk-media-service");

    assertThat(config.path("QUARKUS_REDIS_HOSTS").asText()).isEqualTo("rediss://tenk-valkey:6379");
    assertThat(config.path("QUARKUS_REDIS_TLS_TRUST_CERTIFICATE_PEM_CERTS").asText())
        .isEqualTo("/etc/tenk/redis/ca.crt");
    assertThat(value(environment, "TENK_BROKER_URL"))
        .isEqualTo("amqps://$(BROKER_USERNAME):$(BROKER_PASSWORD)@tenk-broker:5671");
    assertThat(config.path("TENK_BROKER_TRUST_CERTIFICATE").asText())
        .isEqualTo("/etc/tenk/broker/ca.crt");
  }

  @Test
  void onlyUserServiceHoldsTheKeysOfTokens() {
    assertThat(holdersOf("signing")).containsExactly("tenk-user-service");
  }

  @Test
  void onlyMediaServiceHoldsTheKeysOfLinks() {
    assertThat(holdersOf("links")).containsExactly("tenk-media-service");
  }

  private static Stream<String> holdersOf(String volume) {
    return Variant.DEFAULTS
        .manifests()
        .workloads()
        .filter(
            workload ->
                workload.podTemplate().orElseThrow().getSpec().getVolumes().stream()
                    .anyMatch(each -> each.getName().equals(volume)))
        .map(Manifest::name);
  }

  @Test
  void migrationsRunBeforeThePodsWithAHostOfTheirOwn() {
    Manifest job = Variant.EXTERNAL.manifests().get("Job", "tenk-media-service-migrations");
    Map<String, EnvVar> environment = environment(job.containers().getFirst());

    assertThat(job.at("/metadata/annotations").path("helm.sh/hook").asText())
        .isEqualTo("pre-install,pre-upgrade");
    assertThat(value(environment, "QUARKUS_DATASOURCE_JDBC_URL"))
        .startsWith("jdbc:postgresql://direct.db.example.org:5432/tenk_media?");
    assertThat(value(environment, "TENK_MIGRATE_ONLY")).isEqualTo("true");
    assertThat(secretOf(environment.get("QUARKUS_DATASOURCE_USERNAME")))
        .isEqualTo("tenk-db-media-owner");
    assertThat(
            secretOf(
                environment(Variant.EXTERNAL, "tenk-media-service")
                    .get("QUARKUS_DATASOURCE_USERNAME")))
        .isEqualTo("tenk-db-media");
  }

  @Test
  void flavoursHaveImagesAndMemoryOfTheirOwn() {
    Container nativeWorker = container(Variant.DEFAULTS, "tenk-worker-service");
    Container jvmWorker = container(Variant.JVM, "tenk-worker-service");

    assertThat(nativeWorker.getImage()).isEqualTo("tenk/worker-service:0.1.0");
    assertThat(jvmWorker.getImage()).isEqualTo("tenk/worker-service:0.1.0-jvm");
    assertThat(memoryLimit(nativeWorker)).isLessThan(memoryLimit(jvmWorker));
  }

  @Test
  void digestsPinImages() {
    assertThat(container(Variant.EVERYTHING, "tenk-user-service").getImage())
        .startsWith("registry.example.org/tenk/user-service@sha256:0123");
  }

  @Test
  void replicasAreNamedOneByOneAndTokensOfConsistencyHaveAKey() {
    Manifest user = Variant.EXTERNAL.manifests().get("ConfigMap", "tenk-user-service");
    JsonNode none = Variant.MINIMAL.manifests().get("ConfigMap", "tenk-user-service").at("/data");

    assertThat(user.at("/data/TENK_DATABASE_REPLICAS_URLS").asText().split(","))
        .hasSize(2)
        .allMatch(
            url -> url.matches("jdbc:postgresql://replica-\\d.db.example.org:5432/tenk_user.*"));
    assertThat(user.at("/data/TENK_DATABASE_CONSISTENCY_KEY_FILE").asText())
        .isEqualTo("/etc/tenk/consistency/consistency.key");
    assertThat(none.has("TENK_DATABASE_REPLICAS_URLS")).isFalse();
    assertThat(none.has("TENK_DATABASE_CONSISTENCY_KEY_FILE")).isFalse();
  }

  @Test
  void mailGoesOutEncrypted() {
    JsonNode config =
        Variant.DEFAULTS.manifests().get("ConfigMap", "tenk-user-service").at("/data");
    JsonNode external =
        Variant.EXTERNAL.manifests().get("ConfigMap", "tenk-user-service").at("/data");

    assertThat(config.path("QUARKUS_MAILER_START_TLS").asText()).isEqualTo("REQUIRED");
    assertThat(external.path("QUARKUS_MAILER_TLS").asText()).isEqualTo("true");
    assertThat(
            secretOf(
                environment(Variant.DEFAULTS, "tenk-user-service").get("QUARKUS_MAILER_PASSWORD")))
        .isEqualTo("tenk-smtp");
  }

  private static String secretOf(@Nullable EnvVar variable) {
    return requireNonNull(variable).getValueFrom().getSecretKeyRef().getName();
  }

  private static String value(Map<String, EnvVar> environment, String name) {
    return requireNonNull(environment.get(name)).getValue();
  }

  private static BigDecimal memoryLimit(Container container) {
    return requireNonNull(container.getResources().getLimits().get("memory")).getNumericalAmount();
  }

  private static Container container(Variant variant, String deployment) {
    return variant.manifests().get("Deployment", deployment).containers().getFirst();
  }

  private static Map<String, EnvVar> environment(Variant variant, String deployment) {
    return environment(container(variant, deployment));
  }

  private static Map<String, EnvVar> environment(Container container) {
    return container.getEnv().stream().collect(Collectors.toMap(EnvVar::getName, each -> each));
  }
}
