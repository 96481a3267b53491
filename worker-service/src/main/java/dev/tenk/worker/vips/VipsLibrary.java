package dev.tenk.worker.vips;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Finds and opens libvips: the configured file, else the packed one, else the system's.
 *
 * <p>The packed library lies in the worker's jar or native executable. The linker wants a file, so
 * it is written to a fresh private directory, opened, and removed at once: the mapping outlives the
 * name, nothing is left behind by a crash, and nobody can put another library in its place
 * beforehand.
 */
@ApplicationScoped
public class VipsLibrary {

  private static final Logger LOG = Logger.getLogger(VipsLibrary.class);
  private static final String SYSTEM = "libvips.so.42";

  /** The started library; the application does not start without it. */
  @Produces
  @Singleton
  @Startup
  Vips vips(VipsConfig config) {
    Vips vips = open(config.library());
    LOG.infof("libvips %s", vips.version());
    return vips;
  }

  /**
   * Opens and starts the library.
   *
   * @throws UnsatisfiedLinkError when there is none, or none that is new enough; the message says
   *     what to do
   */
  public static Vips open(Optional<Path> configured) {
    return new Vips(
        new VipsFunctions(
            configured
                .map(VipsLibrary::file)
                .or(VipsLibrary::packed)
                .orElseGet(VipsLibrary::system)));
  }

  private static NativeCalls file(Path library) {
    try {
      return NativeBinding.open(library.toAbsolutePath().toString());
    } catch (IllegalArgumentException e) {
      throw missing("tenk.vips.library=" + library + " cannot be opened", e);
    }
  }

  private static Optional<NativeCalls> packed() {
    URL resource =
        VipsLibrary.class.getResource("/META-INF/libvips/" + platform() + "/libvips-cpp.so");
    if (resource == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          "file".equals(resource.getProtocol())
              ? file(Path.of(resource.toURI()))
              : extracted(resource));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "libvips cannot be written to " + System.getProperty("java.io.tmpdir"), e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static NativeCalls extracted(URL resource) throws IOException {
    Path directory = Files.createTempDirectory("tenk-libvips");
    Path library = directory.resolve("libvips-cpp.so");
    try (InputStream in = resource.openStream()) {
      Files.copy(in, library, StandardCopyOption.REPLACE_EXISTING);
      return file(library);
    } finally {
      Files.deleteIfExists(library);
      Files.delete(directory);
    }
  }

  private static NativeCalls system() {
    try {
      return NativeBinding.open(SYSTEM);
    } catch (IllegalArgumentException e) {
      throw missing(
          "no libvips is packed for " + platform() + " and the system has no " + SYSTEM, e);
    }
  }

  private static UnsatisfiedLinkError missing(String what, Exception cause) {
    UnsatisfiedLinkError error =
        new UnsatisfiedLinkError(what + ": build where npm is installed, or set tenk.vips.library");
    error.initCause(cause);
    return error;
  }

  private static String platform() {
    String architecture =
        switch (System.getProperty("os.arch")) {
          case "amd64", "x86_64" -> "x64";
          case "aarch64" -> "arm64";
          case String other -> other;
        };
    return System.getProperty("os.name").toLowerCase(Locale.ROOT) + "-" + architecture;
  }
}
