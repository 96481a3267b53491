package dev.tenk.deploy.image;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * Adds an ahead-of-time cache (<a href="https://openjdk.org/jeps/514">JEP 514</a>) to a pushed
 * image of the jars that it was trained on, from registry to registry, without Docker. The image
 * keeps its name; all else in it stays as it is.
 */
public final class CacheLayer {
  private static final AbsoluteUnixPath WORKING_DIRECTORY = AbsoluteUnixPath.get("/home/jboss");
  private static final String OPTION = "-XX:AOTCache=";

  private CacheLayer() {}

  /**
   * Adds the cache and pushes the image again.
   *
   * @param image registry, group, name and tag
   * @param cache the file, which is put beside the jars
   * @param insecure whether the registry may speak HTTP, or TLS that nobody vouches for
   * @return the new image's digest
   * @throws Exception when the image cannot be read or pushed
   */
  public static String add(String image, Path cache, boolean insecure) throws Exception {
    if (!Files.isRegularFile(cache)) {
      throw new IllegalArgumentException("There is no cache " + cache);
    }
    JibContainer pushed =
        Jib.from(registry(image))
            .addLayer(List.of(cache), WORKING_DIRECTORY)
            .addEnvironmentVariable("JAVA_TOOL_OPTIONS", OPTION + cache.getFileName())
            .setCreationTime(Instant.EPOCH)
            .containerize(
                Containerizer.to(registry(image))
                    .setAllowInsecureRegistries(insecure)
                    .setToolName("tenk"));
    return pushed.getDigest().toString();
  }

  /** The arguments are whether the registry may be insecure, then pairs of an image and a cache. */
  public static void main(String[] arguments) throws Exception {
    boolean insecure = Boolean.parseBoolean(arguments[0]);
    for (int i = 1; i + 1 < arguments.length; i += 2) {
      String digest = add(arguments[i], Path.of(arguments[i + 1]), insecure);
      System.out.printf("%s has its cache: %s%n", arguments[i], digest);
    }
  }

  /** With the credentials that Docker's clients would take. */
  private static RegistryImage registry(String name) throws InvalidImageReferenceException {
    ImageReference reference = ImageReference.parse(name);
    CredentialRetrieverFactory credentials =
        CredentialRetrieverFactory.forImage(reference, event -> {});
    return RegistryImage.named(reference)
        .addCredentialRetriever(credentials.dockerConfig())
        .addCredentialRetriever(credentials.wellKnownCredentialHelpers());
  }
}
