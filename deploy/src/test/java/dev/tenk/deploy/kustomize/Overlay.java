package dev.tenk.deploy.kustomize;

import dev.tenk.deploy.manifest.Manifests;
import dev.tenk.deploy.tool.Command;
import java.util.concurrent.ConcurrentHashMap;

/** An overlay, rendered by kubectl; once each. */
public final class Overlay {
  private static final ConcurrentHashMap<String, Manifests> RENDERED = new ConcurrentHashMap<>();

  private Overlay() {}

  /** The directory's documents, with the chart's where it brings that. */
  public static Manifests render(String directory) {
    return RENDERED.computeIfAbsent(
        directory,
        name ->
            Manifests.of(
                Command.of(
                        "kubectl",
                        "kustomize",
                        "--enable-helm",
                        "--load-restrictor",
                        "LoadRestrictionsNone",
                        name)
                    .run()
                    .outputIfWell()));
  }
}
