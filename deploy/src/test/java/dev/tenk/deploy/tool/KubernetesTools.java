package dev.tenk.deploy.tool;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Where kubectl and helm are: brought once by npm, see src/build/kubernetes-tools.sh. */
public final class KubernetesTools {
  private static final class Holder {
    static final String DIRECTORY =
        new Command(
                List.of("sh", "src/build/kubernetes-tools.sh"),
                Path.of("").toAbsolutePath(),
                Map.of("JAVA_HOME", System.getProperty("java.home")))
            .run(System.getenv("PATH"))
            .outputIfWell()
            .strip();
  }

  private KubernetesTools() {}

  static String directory() {
    return Holder.DIRECTORY;
  }

  /** One of the two programs. */
  public static Path program(String name) {
    return Path.of(directory(), name);
  }
}
