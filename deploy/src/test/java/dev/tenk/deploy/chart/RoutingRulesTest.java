package dev.tenk.deploy.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenk.deploy.manifest.Manifest;
import dev.tenk.deploy.manifest.Manifests;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RoutingRulesTest {
  private static final Pattern ROUTE = Pattern.compile("Route\\(\"([^\"]+)\", Service\\.(\\w+)\\)");

  @Test
  void pathsGoWhereTheLocalOriginSendsThem() throws IOException {
    // given
    String origin =
        Files.readString(
            Checkout.ROOT.resolve("local/src/main/java/dev/tenk/local/origin/Routes.java"));
    Map<String, String> expected = new TreeMap<>();
    for (Matcher route = ROUTE.matcher(origin); route.find(); ) {
      String service = route.group(2).toLowerCase(Locale.ROOT);
      expected.put(route.group(1), "tenk-" + service + "-service");
    }

    // then
    assertThat(expected).hasSizeGreaterThan(5);
    assertThat(ingressRoutes(Variant.PRODUCTION.manifests())).isEqualTo(expected);
    assertThat(ingressRoutes(Variant.EDGE.manifests()))
        .containsOnlyKeys(expected.keySet())
        .allSatisfy((path, service) -> assertThat(service).isEqualTo("tenk-edge"));
    Map<String, String> gateway = new TreeMap<>();
    Chart.render("gateway: {enabled: true, parentRefs: [{name: public}]}")
        .get("HTTPRoute", "tenk")
        .at("/spec/rules")
        .forEach(
            rule ->
                gateway.put(
                    rule.at("/matches/0/path/value").asText(),
                    rule.at("/backendRefs/0/name").asText()));
    assertThat(gateway).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource
  void managementIsNeverRouted(Variant variant) {
    Manifests manifests = variant.manifests();
    assertThat(manifests.all())
        .filteredOn(each -> each.kind().equals("Ingress") || each.kind().equals("HTTPRoute"))
        .allSatisfy(
            route -> {
              assertThat(route.at("/spec").toString())
                  .doesNotContain("management", "9000", "\"/q", "\"/\"");
            });
    if (manifests.has("ConfigMap", "tenk-edge")) {
      assertThat(manifests.get("ConfigMap", "tenk-edge").at("/data/nginx.conf").asText())
          .doesNotContain("9000", "/q/");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ingress-nginx, nginx.ingress.kubernetes.io/proxy-body-size, 26m",
    "ingress-nginx, nginx.ingress.kubernetes.io/proxy-read-timeout, 3600",
    "ingress-nginx, nginx.ingress.kubernetes.io/proxy-buffering, off",
    "ingress-nginx, nginx.ingress.kubernetes.io/proxy-request-buffering, off",
    "nginx, nginx.org/client-max-body-size, 26m",
    "nginx, nginx.org/proxy-buffering, False",
    "haproxy, haproxy.org/timeout-server, 3600s",
    "traefik, traefik.ingress.kubernetes.io/router.entrypoints, web",
    "alb, alb.ingress.kubernetes.io/load-balancer-attributes, idle_timeout.timeout_seconds=3600",
  })
  void largeBodiesAndEventsPassTheController(String controller, String annotation, String value) {
    Manifest stream =
        Chart.render("ingress: {enabled: true, controller: %s}".formatted(controller))
            .get("Ingress", "tenk-stream");

    assertThat(stream.at("/metadata/annotations").path(annotation).asText()).isEqualTo(value);
  }

  @Test
  void bodiesOfTheRestAreSmallAndItsAnswersSoon() {
    JsonNode annotations =
        Chart.render("ingress: {enabled: true, controller: ingress-nginx}")
            .get("Ingress", "tenk-api")
            .at("/metadata/annotations");

    assertThat(annotations.path("nginx.ingress.kubernetes.io/proxy-body-size").asText())
        .isEqualTo("1m");
    assertThat(annotations.path("nginx.ingress.kubernetes.io/proxy-read-timeout").asText())
        .isEqualTo("30");
  }

  @Test
  void uploadLimitsAgreeEverywhere() {
    Manifests manifests =
        Chart.render(
            """
            mediaService: {maxUploadMebibytes: 100}
            ingress: {enabled: true, controller: ingress-nginx}
            edge: {enabled: true}
            """);

    JsonNode config = manifests.get("ConfigMap", "tenk-media-service").at("/data");
    assertThat(config.path("TENK_UPLOAD_MAX_BYTES").asText()).isEqualTo("100M");
    assertThat(config.path("QUARKUS_HTTP_LIMITS_MAX_BODY_SIZE").asText()).isEqualTo("101M");
    assertThat(
            manifests
                .get("Ingress", "tenk-stream")
                .at("/metadata/annotations")
                .path("nginx.ingress.kubernetes.io/proxy-body-size")
                .asText())
        .isEqualTo("101m");
    assertThat(manifests.get("ConfigMap", "tenk-edge").at("/data/nginx.conf").asText())
        .contains("client_max_body_size 101m;");
  }

  @Test
  void theEdgeIsOneProxyMore() {
    assertThat(
            Variant.DEFAULTS
                .manifests()
                .get("ConfigMap", "tenk-user-service")
                .at("/data/TENK_HTTP_PROXY_HOPS")
                .asText())
        .isEqualTo("1");
    assertThat(
            Variant.EDGE
                .manifests()
                .get("ConfigMap", "tenk-media-service")
                .at("/data/TENK_HTTP_PROXY_HOPS")
                .asText())
        .isEqualTo("2");
  }

  @Test
  void originsAreAllowedByValueAndNoneByDefault() {
    JsonNode closed =
        Variant.DEFAULTS.manifests().get("ConfigMap", "tenk-user-service").at("/data");
    JsonNode open = Variant.GATEWAY.manifests().get("ConfigMap", "tenk-media-service").at("/data");

    assertThat(closed.has("QUARKUS_HTTP_CORS_ENABLED")).isFalse();
    assertThat(open.path("QUARKUS_HTTP_CORS_ENABLED").asText()).isEqualTo("true");
    assertThat(open.path("QUARKUS_HTTP_CORS_ORIGINS").asText())
        .isEqualTo("https://app.example.org");
  }

  private static Map<String, String> ingressRoutes(Manifests manifests) {
    Map<String, String> routes = new TreeMap<>();
    manifests
        .ofKind("Ingress")
        .flatMap(ingress -> ingress.at("/spec/rules/0/http/paths").valueStream())
        .forEach(
            path ->
                routes.put(path.path("path").asText(), path.at("/backend/service/name").asText()));
    return routes;
  }
}
