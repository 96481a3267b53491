package dev.tenk.local.container;

import java.nio.file.Path;

/**
 * Which images are run: those that helm/containers.sh has pushed.
 *
 * @param registry host and port
 * @param tag without what the chart adds for a flavour
 * @param flavour as the chart names it
 * @param tools directory of helm
 */
record Images(String registry, String tag, String flavour, Path tools) {
  static Images given() {
    return new Images(
        property("registry"), property("tag"), property("flavour"), Path.of(property("tools")));
  }

  private static String property(String name) {
    String value = System.getProperty("tenk.images." + name);
    if (value == null) {
      throw new IllegalStateException("tenk.images." + name + " is not set");
    }
    return value;
  }
}
