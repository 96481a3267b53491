package dev.tenk.deploy.chart;

import dev.tenk.deploy.manifest.Manifests;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/** The ways of installing that every rule is checked for; each is rendered once. */
public enum Variant {
  DEFAULTS(List.of(), "{}"),
  MINIMAL(
      List.of(),
      """
      database: {replicaHosts: [], sslMode: disable}
      mail: {tls: none, auth: {existingSecret: ""}}
      redis: {auth: {existingSecret: ""}}
      userService: {autoscaling: {enabled: false}}
      mediaService: {autoscaling: {enabled: false}}
      workerService: {autoscaling: {enabled: false}}
      networkPolicy: {enabled: false}
      podDisruptionBudget: {enabled: false}
      migrations: {enabled: false}
      tests: {enabled: false}
      """),
  EVERYTHING(
      List.of(example("production")),
      """
      image: {registry: registry.example.org, pullSecrets: [pull]}
      commonLabels: {team: pictures}
      cors: {origins: ["https://app.example.org"]}
      edge: {enabled: true}
      userService:
        imageDigest: sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
        autoscaling: {podMetric: {name: http_server_active_requests}}
        extraEnv: [{name: TZ, value: UTC}]
        podAnnotations: {example.org/note: seen}
        nodeSelector: {kubernetes.io/arch: amd64}
        tolerations: [{key: pictures, operator: Exists}]
        priorityClassName: high
      workerService: {keda: {age: {query: max(tenk_queue_age_seconds)}}}
      """),
  PRODUCTION(List.of(example("production")), "{}"),
  KEDA_ARTEMIS(
      List.of(),
      """
      broker: {addressPrefix: ""}
      workerService:
        autoscaling: {enabled: false}
        keda: {enabled: true, trigger: artemis, minReplicas: 0}
      """),
  KEDA_PROMETHEUS(
      List.of(),
      "workerService: {autoscaling: {enabled: false}, keda: {enabled: true, trigger: prometheus}}"),
  EXTERNAL_METRIC(
      List.of(), "workerService: {autoscaling: {externalMetric: {name: rabbitmq_queue_messages}}}"),
  GATEWAY(List.of(example("gateway")), "{}"),
  EDGE(
      List.of(),
      "{edge: {enabled: true}, ingress: {enabled: true, controller: traefik, className: traefik}}"),
  EXTERNAL(List.of(example("external")), "{}"),
  JVM(List.of(example("jvm")), "{}"),
  KIND(List.of(example("kind")), "{}");

  private static final ConcurrentHashMap<Variant, Chart.Renderings> RENDERED =
      new ConcurrentHashMap<>();

  private final List<Path> files;
  private final String overrides;

  Variant(List<Path> files, String overrides) {
    this.files = files;
    this.overrides = overrides;
  }

  List<Path> files() {
    return files;
  }

  String overrides() {
    return overrides;
  }

  Manifests manifests() {
    return renderings().withHooks();
  }

  Chart.Renderings renderings() {
    return RENDERED.computeIfAbsent(
        this, variant -> Chart.renderings(variant.files, variant.overrides));
  }

  private static Path example(String name) {
    return Checkout.EXAMPLES.resolve(name + ".yaml");
  }
}
