package dev.tenk.deploy.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What helm prints at the end are steps that can be taken. */
class NotesTest {
  private static final Pattern OBJECT = Pattern.compile("\\b(deployment|service)/([a-z][-a-z]*)");

  @ParameterizedTest
  @EnumSource
  void everyObjectThatTheyNameIsMade(Variant variant) {
    String notes = Chart.notes(variant.files(), variant.overrides());

    assertThat(notes).contains("--namespace tenk rollout status deployment/tenk-user-service");
    assertThat(OBJECT.matcher(notes).results())
        .allSatisfy(
            object -> {
              String kind = object.group(1).equals("service") ? "Service" : "Deployment";
              assertThat(variant.manifests().has(kind, object.group(2))).as("%s", object).isTrue();
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PRODUCTION | https://tenk.example.org/.well-known/jwks.json",
        "GATEWAY | https://tenk.example.org/.well-known/jwks.json",
        "DEFAULTS | port-forward service/tenk-user-service 8080:8080",
        "DEFAULTS | ! networkPolicy.clients is empty",
        "DEFAULTS | helm test tenk --namespace tenk --logs",
        "MINIMAL | tests.enabled is false",
        "MINIMAL | ! networkPolicy.enabled is false",
        "KIND | ! database.sslMode is disable",
        "KIND | ! broker.tls.enabled is false",
      })
  void sayWhereItIsAndWhatIsNotSafe(Variant variant, String words) {
    assertThat(Chart.notes(variant.files(), variant.overrides())).contains(words);
  }
}
