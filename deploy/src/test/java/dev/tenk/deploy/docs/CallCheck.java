package dev.tenk.deploy.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.deploy.chart.Checkout;
import dev.tenk.deploy.docs.Recording.Call;
import dev.tenk.deploy.kustomize.Overlay;
import dev.tenk.deploy.manifest.Manifest;
import dev.tenk.deploy.manifest.Manifests;
import dev.tenk.deploy.manifest.StrictParser;
import dev.tenk.deploy.tool.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Holds a call to what is there: its words are ones that the program knows, what it renders is what
 * a cluster takes, the objects that it names are made by the chart or the overlays.
 */
final class CallCheck {
  private static final Set<String> KUBECTL =
      Set.of(
          "annotate",
          "apply",
          "create",
          "delete",
          "get",
          "kustomize",
          "logs",
          "patch",
          "port-forward",
          "rollout",
          "scale",
          "wait");
  private static final Set<String> HELM =
      Set.of("history", "install", "lint", "rollback", "template", "test", "upgrade");
  private static final Set<String> RENDERING = Set.of("install", "template", "upgrade");
  private static final Set<String> MADE_BY_OPERATORS = Set.of("Cluster tenk-db-restored");

  private CallCheck() {}

  static void check(Call call) {
    List<String> words = call.words();
    switch (words.getFirst()) {
      case "kubectl" -> kubectl(call);
      case "helm" -> helm(words);
      case "tenk" -> TenkCheck.check(words);
      case "curl", "psql", "redis-cli" -> {} // there is nothing to ask here
      case "java" -> assertThat(words).containsExactly("java", "-jar", "quarkus-run.jar");
      default -> throw new AssertionError("Nobody checks " + words);
    }
  }

  private static void kubectl(Call call) {
    List<String> words = call.words();
    String verb = subcommand(words);
    assertThat(KUBECTL).as("%s", words).contains(verb);
    isKnown(words);
    Manifests.of(call.input()).all().forEach(StrictParser::check);
    switch (verb) {
      case "apply" -> {
        if (words.contains("-k")) {
          Overlay.render(words.get(words.indexOf("-k") + 1)).all().forEach(StrictParser::check);
        }
      }
      case "kustomize" -> Overlay.render(words.getLast()).all().forEach(StrictParser::check);
      case "create" -> {
        if (words.contains("secret") || words.contains("namespace")) {
          made(words).all().forEach(StrictParser::check);
        }
      }
      case "patch" -> namesAreThere(Stream.of(word(words, verb, 1) + "/" + word(words, verb, 2)));
      default ->
          namesAreThere(
              words.stream().filter(word -> word.matches("[a-z.]+/[a-z]([-a-z]*[a-z])?")));
    }
  }

  /** Without a cluster, kubectl can make what it would send. */
  private static Manifests made(List<String> words) {
    return Manifests.of(
        Command.of(words.toArray(String[]::new))
            .with("--dry-run=client", "-o", "yaml")
            .run()
            .outputIfWell());
  }

  private static void namesAreThere(Stream<String> references) {
    Set<String> known = known();
    references.forEach(
        reference -> {
          String kind = reference.replaceFirst("[./].*", "").toLowerCase(Locale.ROOT);
          String name = reference.substring(reference.indexOf('/') + 1);
          assertThat(known)
              .as("%s", reference)
              .anyMatch(each -> each.equalsIgnoreCase(kind + " " + name));
        });
  }

  private static Set<String> known() {
    Manifests secrets = Manifests.of(Command.of("k8s/secrets.sh").run().outputIfWell());
    String values = Checkout.EXAMPLES.resolve("production.yaml").toString();
    return Stream.of(
            rendered(List.of("helm", "template", "tenk", "helm/tenk", "--values", values)).all(),
            Overlay.render("k8s/overlays/production").all(),
            Overlay.render("k8s/overlays/kind").all(),
            secrets.all())
        .flatMap(List::stream)
        .map(Manifest::toString)
        .collect(
            Collectors.collectingAndThen(
                Collectors.toSet(),
                names -> {
                  names.addAll(MADE_BY_OPERATORS);
                  return names;
                }));
  }

  private static void helm(List<String> words) {
    String verb = subcommand(words);
    assertThat(HELM).as("%s", words).contains(verb);
    isKnown(words);
    if (RENDERING.contains(verb)) {
      rendered(words).all().forEach(StrictParser::check);
    } else {
      assertThat(word(words, verb, 1)).isEqualTo("tenk");
    }
  }

  /** By the program, which is another Helm than the library that the chart's tests use. */
  private static Manifests rendered(List<String> words) {
    List<String> template = new ArrayList<>(List.of("helm", "template"));
    List<String> rest = words.subList(2, words.size());
    for (int i = 0; i < rest.size(); i++) {
      switch (rest.get(i)) {
        case "--install", "--reuse-values", "--wait" -> {}
        case "--timeout" -> i++;
        default -> template.add(rest.get(i));
      }
    }
    return Manifests.of(
        Command.of(template.toArray(String[]::new))
            .with("--kube-version", "1.33.0")
            .run()
            .outputIfWell());
  }

  /** Programs read all their words before they print help, and refuse what they don't know. */
  private static void isKnown(List<String> words) {
    Command.of(words.toArray(String[]::new)).with("--help").run().outputIfWell();
  }

  private static String subcommand(List<String> words) {
    for (int i = 1; i < words.size(); i++) {
      switch (words.get(i)) {
        case "--namespace", "-n" -> i++;
        default -> {
          return words.get(i);
        }
      }
    }
    throw new AssertionError("No command in " + words);
  }

  private static String word(List<String> words, String verb, int after) {
    return words.get(words.indexOf(verb) + after);
  }
}
