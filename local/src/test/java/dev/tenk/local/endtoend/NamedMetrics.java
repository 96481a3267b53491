package dev.tenk.local.endtoend;

import dev.tenk.local.service.Flavour;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Metrics that rules, dashboards and runbooks name, and those that the services' code makes. */
final class NamedMetrics {

  private static final Path ROOT = Path.of("..");

  /** Of other programs, whose names are theirs to keep. */
  private static final Pattern OF_OTHERS =
      Pattern.compile("(kube|rabbitmq|certmanager|nginx|container)_.*");

  private static final Pattern METRIC =
      Pattern.compile(
          "\\b(?:tenk|http|agroal|hibernate|jvm|process|system|executor|redis|netty|worker|kube"
              + "|rabbitmq|certmanager|nginx|container)_[a-z0-9_]+\\b");

  /** A native executable tells no single collection, and counts no bytes that are allocated. */
  private static final Pattern OF_A_JVM =
      Pattern.compile("jvm_gc_memory_allocated_bytes_total|jvm_gc_pause_seconds_max");

  private static final Pattern QUERIES = Pattern.compile("(?ms)^```promql$(.*?)^```$");
  private static final Pattern LITERAL = Pattern.compile("\"(tenk\\.[a-z.]+)\"");
  private static final Pattern SUFFIX =
      Pattern.compile("(_seconds)?(_total|_count|_sum|_bucket|_max)?$");

  private NamedMetrics() {}

  /** Whether what runs has no such metric, whatever happens in it. */
  static boolean isAbsent(String query) {
    return SharedSuite.FLAVOUR == Flavour.NATIVE && OF_A_JVM.matcher(query).find();
  }

  /** All that are named, but for those of others and those that what runs cannot have. */
  static Set<String> named() {
    String rules = read(ROOT.resolve("helm/tenk/files/rules.yaml"));
    // some rules have the name of a timer in a variable
    String text = rules.replaceAll("%s_(bucket|count)\\{%s[^\"]*\" \\$seconds", "");
    String all =
        Stream.concat(
                Stream.of(text, "http_server_requests_seconds_bucket"),
                Stream.concat(
                    files("helm/tenk/dashboards", ".json").map(NamedMetrics::read),
                    files("docs/runbooks", ".md")
                        .map(NamedMetrics::read)
                        .map(NamedMetrics::queries)))
            .collect(Collectors.joining("\n"));
    var names = new TreeSet<String>();
    METRIC
        .matcher(all)
        .results()
        .map(found -> found.group())
        .filter(name -> !OF_OTHERS.matcher(name).matches() && !isAbsent(name))
        .forEach(names::add);
    names.remove("http_server_requests_seconds"); // the variable
    return names;
  }

  private static String queries(String page) {
    return QUERIES
        .matcher(page)
        .results()
        .map(query -> query.group(1))
        .collect(Collectors.joining());
  }

  /** Names of our own that appear with their first event, or at the edge. */
  static Set<String> made() {
    var names = new TreeSet<String>();
    for (String module :
        new String[] {"platform", "user-service", "media-service", "worker-service"}) {
      files(module + "/src/main/java", ".java")
          .forEach(
              file ->
                  LITERAL
                      .matcher(read(file))
                      .results()
                      .forEach(literal -> names.add(literal.group(1).replace('.', '_'))));
    }
    METRIC
        .matcher(read(ROOT.resolve("deploy/edge/metrics.lua")))
        .results()
        .forEach(found -> names.add(stem(found.group())));
    return names;
  }

  /** The name without what Prometheus adds to it. */
  static String stem(String name) {
    return SUFFIX.matcher(name).replaceFirst("");
  }

  private static Stream<Path> files(String directory, String suffix) {
    Path top = ROOT.resolve(directory);
    if (!Files.isDirectory(top)) {
      return Stream.of();
    }
    try (Stream<Path> all = Files.walk(top)) {
      return all.filter(file -> file.toString().endsWith(suffix)).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
