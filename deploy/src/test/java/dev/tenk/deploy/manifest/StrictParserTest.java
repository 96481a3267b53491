package dev.tenk.deploy.manifest;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StrictParserTest {

  @Test
  void refusesAFieldThatTheTypeLacks() {
    assertThatThrownBy(
            () ->
                check(
                    """
                    apiVersion: v1
                    kind: Pod
                    metadata: {name: p}
                    spec: {containers: [{name: c, image: i, livenesProbe: {}}]}
                    """))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("livenesProbe");
  }

  @Test
  void refusesANumberWhereATextBelongs() {
    assertThatThrownBy(
            () ->
                check(
                    """
                    apiVersion: v1
                    kind: Pod
                    metadata: {name: p}
                    spec: {containers: [{name: c, image: i, env: [{name: N, value: 5}]}]}
                    """))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("value");
    assertThatThrownBy(
            () ->
                check(
                    """
                    apiVersion: v1
                    kind: ConfigMap
                    metadata: {name: c}
                    data: {N: true}
                    """))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("data");
  }

  @Test
  void refusesAFieldThatACustomResourceLacks() {
    assertThatThrownBy(
            () ->
                check(
                    """
                    apiVersion: keda.sh/v1alpha1
                    kind: TriggerAuthentication
                    metadata: {name: t}
                    spec: {secretTargetRefs: []}
                    """))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("secretTargetRefs");
  }

  @Test
  void refusesAKindThatNobodyKnows() {
    assertThatThrownBy(() -> check("{apiVersion: example.org/v1, kind: Thing}"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("example.org/v1/Thing");
  }

  private static void check(String yaml) {
    StrictParser.check(Manifests.of(yaml).all().getFirst());
  }
}
