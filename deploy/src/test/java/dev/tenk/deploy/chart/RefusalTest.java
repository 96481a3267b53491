package dev.tenk.deploy.chart;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wrong values are refused before anything is installed, by a message that names them. */
class RefusalTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "userServce: {replicas: 1}               | userServce",
        "userService: {replica: 1}               | replica",
        "userService: {replicas: two}            | /userService/replicas",
        "userService: {replicas: -1}             | /userService/replicas",
        "image: {flavour: graal}                 | /image/flavour",
        "database: {sslMode: prefer}             | /database/sslMode",
        "database: {host: ''}                    | /database/host",
        "blobs: {store: nfs}                     | /blobs/store",
        "blobs: {s3: {endpoint: minio:9000}}     | /blobs/s3/endpoint",
        "database: {peers: []}                   | /database/peers",
        "database: {peers: [{}]}                 | /database/peers/0",
        "mediaService: {memory: {jvm: 512M}}     | /mediaService/memory/jvm",
        "mediaService: {cpu: {request: half}}    | /mediaService/cpu/request",
        "cors: {origins: ['*']}                  | /cors/origins/0",
        "userService: {imageDigest: latest}      | /userService/imageDigest",
        "ingress: {controller: apache}           | /ingress/controller",
        "networkPolicy: {monitoring: []}         | /networkPolicy/monitoring",
      })
  void refusesWhatTheSchemaDoesNotKnow(String values, String named) {
    assertThatThrownBy(() -> Chart.render(values))
        .hasMessageContaining("values don't meet the specifications of the schema")
        .message()
        .matches("(?s).*['/ ]" + named.replaceFirst("^/", "").replace("/", "[./]") + ".*");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "workerService: {keda: {enabled: true}} | autoscaling.enabled and keda.enabled are both true",
        "{ingress: {enabled: true}, gateway: {enabled: true, parentRefs: [{name: g}]}} | ingress.enabled and gateway.enabled are both true",
        "blobs: {store: s3} | blobs.store is s3, but blobs.s3.bucket names no bucket",
        "gateway: {enabled: true} | gateway.parentRefs names no gateway",
        "userService: {autoscaling: {minReplicas: 20}} | minReplicas (20) is more than autoscaling.maxReplicas (10)",
        "workerService: {autoscaling: {enabled: false}, keda: {enabled: true, minReplicas: 30}} | keda.minReplicas (30) is more than keda.maxReplicas (20)",
      })
  void refusesWhatContradictsItself(String values, String message) {
    assertThatThrownBy(() -> Chart.render(values)).hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // (20 + 5) x (8 + 1) and (10 + 3) x (8 + 1) of 300 - 20
        "userService: {autoscaling: {maxReplicas: 20}} | 342 connections to each replica are wanted, but only 280",
        "userService: {autoscaling: {enabled: false}, replicas: 40} | 567 connections to",
        "mediaService: {database: {poolSize: 16}} | 338 connections to the primary are wanted",
        "mediaService: {database: {replicaPoolSize: 16}} | 338 connections to each replica are wanted",
        "database: {maxConnections: 100, replicaHosts: []} | 208 connections to the primary are wanted, but only 80",
      })
  void refusesMoreConnectionsThanTheDatabaseHas(String values, String message) {
    assertThatThrownBy(() -> Chart.render(values))
        .hasMessageContaining(message)
        .hasMessageContaining("or raise max_connections and tell the chart");
  }
}
