package dev.tenk.deploy.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.deploy.manifest.Manifest;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the chart sets are settings that the services have, and that are documented. */
class SettingsTest {
  private static final Pattern MAPPING =
      Pattern.compile("@ConfigMapping\\(prefix = \"([a-z.-]+)\"\\)");
  private static final Pattern MEMBER = Pattern.compile("(?m)^  ([\\w<>?, ]+) (\\w+)\\(\\);");
  private static final Pattern PROPERTY = Pattern.compile("tenk\\.[a-z.-]+");
  private static final Pattern DOCUMENTED = Pattern.compile("`(_?[A-Z][A-Z0-9_]+)`");

  @ParameterizedTest
  @ValueSource(strings = {"user-service", "media-service", "worker-service"})
  void everySettingOfTenksIsOneThatTheServiceReads(String service) throws IOException {
    Set<String> read = new TreeSet<>(variablesRead("platform"));
    read.addAll(variablesRead(service));

    assertThat(variablesSet(service).filter(name -> name.startsWith("TENK_")))
        .hasSizeGreaterThan(2)
        .allSatisfy(name -> assertThat(read).contains(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"user-service", "media-service", "worker-service"})
  void everySettingIsDocumentedForTheService(String service) throws IOException {
    int column = Stream.of("user", "media", "worker").toList().indexOf(service.split("-")[0]) + 2;
    Set<String> documented = new TreeSet<>();
    for (String line : Files.readAllLines(Checkout.OPERATIONS.resolve("configuration.md"))) {
      String[] cells = line.split(" *\\| *");
      if (cells.length > column && cells[column].equals("x")) {
        documented.addAll(variables(cells[1]));
        documented.addAll(variables(cells[cells.length - 1]));
      }
    }

    assertThat(variablesSet(service)).allSatisfy(name -> assertThat(documented).contains(name));
  }

  /** In a row, what begins with a line continues some beginning of its first. */
  private static Set<String> variables(String cell) {
    Set<String> variables = new TreeSet<>();
    String first = "";
    for (Matcher name = DOCUMENTED.matcher(cell); name.find(); ) {
      if (!name.group(1).startsWith("_")) {
        first = name.group(1);
        variables.add(first);
        continue;
      }
      for (int end = first.indexOf('_'); end > 0; end = first.indexOf('_', end + 1)) {
        variables.add(first.substring(0, end) + name.group(1));
      }
    }
    return variables;
  }

  private static Stream<String> variablesSet(String service) {
    String name = "tenk-" + service;
    return Stream.of(Variant.values())
        .map(Variant::manifests)
        .flatMap(
            manifests -> {
              Manifest deployment = manifests.get("Deployment", name);
              return Stream.concat(
                  manifests.get("ConfigMap", name).at("/data").properties().stream()
                      .map(entry -> entry.getKey()),
                  deployment.containers().getFirst().getEnv().stream().map(EnvVar::getName));
            })
        .filter(variable -> variable.matches("(TENK|QUARKUS)_.*"))
        .distinct();
  }

  private static Set<String> variablesRead(String module) throws IOException {
    Map<String, String> sources = new TreeMap<>();
    try (Stream<Path> files = Files.walk(Checkout.ROOT.resolve(module).resolve("src/main"))) {
      for (Path file : files.filter(SettingsTest::isSource).toList()) {
        sources.put(String.valueOf(file.getFileName()), Files.readString(file));
      }
    }
    Set<String> properties = new TreeSet<>();
    sources.forEach(
        (name, text) -> {
          if (name.endsWith(".properties")) {
            PROPERTY.matcher(text).results().forEach(each -> properties.add(each.group()));
          }
          MAPPING
              .matcher(text)
              .results()
              .forEach(mapping -> properties.addAll(members(mapping.group(1), text, sources)));
        });
    return properties.stream()
        .map(each -> each.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The properties of a mapping's interface, and of the interfaces that are its members. */
  private static List<String> members(String prefix, String text, Map<String, String> sources) {
    return MEMBER
        .matcher(text)
        .results()
        .flatMap(
            member -> {
              String property = prefix + "." + dashed(member.group(2));
              String group = sources.get(member.group(1).strip() + ".java");
              return group == null
                  ? Stream.of(property)
                  : members(property, group, sources).stream();
            })
        .toList();
  }

  private static boolean isSource(Path file) {
    return file.toString().endsWith(".java") || file.toString().endsWith(".properties");
  }

  private static String dashed(String member) {
    return member.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
