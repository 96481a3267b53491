package dev.tenk.deploy.chart;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import dev.tenk.deploy.manifest.Manifest;
import dev.tenk.deploy.manifest.Manifests;
import dev.tenk.deploy.tool.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The chart, rendered by Helm's library in this process; what hooks make, which the library leaves
 * out, by the program, another version of it.
 */
public final class Chart {
  private static final String KUBERNETES = "1.33.0";
  private static final String HOOK = "helm.sh/hook";

  /** Unlike the program, the library asks the cluster of localhost:8080 for secrets. */
  private static final String WITHOUT_CLUSTER = "secretChecksums: false\n";

  /**
   * Both renderings.
   *
   * @param library without what hooks make
   * @param program all of it
   */
  record Renderings(Manifests library, Manifests program) {
    Manifests withHooks() {
      return new Manifests(
          Stream.concat(library.all().stream(), program.all().stream().filter(Chart::isHook))
              .toList());
    }
  }

  private Chart() {}

  static boolean isHook(Manifest manifest) {
    return manifest.at("/metadata/annotations").has(HOOK);
  }

  /**
   * The release 'tenk' in the namespace 'tenk', without what hooks make.
   *
   * @param values on top of the defaults, as YAML
   * @throws RuntimeException with Helm's message where the chart refuses the values
   */
  public static Manifests render(String values) {
    return with(List.of(), values, Chart::byLibrary);
  }

  /** The same with values files between, by both. */
  static Renderings renderings(List<Path> files, String values) {
    return with(files, values, all -> new Renderings(byLibrary(all), byProgram(all)));
  }

  private static <T> T with(List<Path> files, String values, Function<List<Path>, T> rendering) {
    try {
      Path first = Files.createTempFile("values", ".yaml");
      Path last = Files.createTempFile("values", ".yaml");
      try {
        Files.writeString(first, WITHOUT_CLUSTER);
        Files.writeString(last, values);
        List<Path> all = new ArrayList<>(files);
        all.addFirst(first);
        all.addLast(last);
        return rendering.apply(all);
      } finally {
        Files.delete(first);
        Files.delete(last);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Manifests byLibrary(List<Path> files) {
    TemplateCommand command =
        new Helm(Checkout.CHART)
            .template()
            .withName("tenk")
            .withNamespace("tenk")
            .withKubeVersion(KUBERNETES);
    files.forEach(command::withValuesFile);
    return Manifests.of(command.call());
  }

  private static Manifests byProgram(List<Path> files) {
    return Manifests.of(byProgram("template", files));
  }

  /** What people read once it is installed. */
  static String notes(List<Path> files, String values) {
    String output = with(files, values, all -> byProgram("install", all));
    return output.substring(output.indexOf("\nNOTES:\n"));
  }

  private static String byProgram(String verb, List<Path> files) {
    Command command =
        Command.of("helm", verb, "tenk", Checkout.CHART.toString(), "--namespace", "tenk");
    command =
        verb.equals("template")
            ? command.with("--kube-version", KUBERNETES)
            : command.with("--dry-run=client");
    for (Path file : files) {
      command = command.with("--values", file.toString());
    }
    return command.run().outputIfWell();
  }
}
