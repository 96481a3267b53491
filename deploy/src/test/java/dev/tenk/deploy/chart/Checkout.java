package dev.tenk.deploy.chart;

import java.nio.file.Path;

/** Where things are in the source tree, from a module's directory, in which tests run. */
public final class Checkout {
  public static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  public static final Path CHART = ROOT.resolve("helm/tenk");
  public static final Path EXAMPLES = CHART.resolve("examples");
  public static final Path OVERLAYS = ROOT.resolve("k8s/overlays");
  public static final Path OPERATIONS = ROOT.resolve("docs/operations");

  private Checkout() {}
}
