package dev.tenk.platform.secret;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A folder of secrets, each a file. Kubernetes puts another state in the place of a mounted one
 * while it is read. Blocking.
 *
 * @param path the folder
 * @param property that names it, for messages
 */
public record SecretFolder(Path path, String property) {

  /**
   * The folder that a property names.
   *
   * @throws ConfigurationException where it names none
   */
  public static SecretFolder of(Optional<Path> configured, String property) {
    return new SecretFolder(
        configured.orElseThrow(() -> new ConfigurationException(property + " must be set")),
        property);
  }

  /** What Kubernetes points at the present state of a mounted secret. */
  private static final String MOUNTED = "..data";

  /**
   * The files of these names with their contents, in the order of their names: of one state of the
   * folder. None where there is no folder.
   *
   * @param names a glob
   */
  public SortedMap<String, byte[]> read(String names) {
    SortedMap<String, byte[]> contents = new TreeMap<>();
    try {
      Path mounted = path.resolve(MOUNTED);
      Path state = Files.isDirectory(mounted) ? mounted.toRealPath() : path;
      if (!Files.isDirectory(state)) {
        return contents;
      }
      try (DirectoryStream<Path> files = Files.newDirectoryStream(state, names)) {
        for (Path file : files) {
          contents.put(file.getFileName().toString(), Files.readAllBytes(file));
        }
      }
      return contents;
    } catch (IOException | DirectoryIteratorException e) {
      throw new UncheckedIOException(
          property + ": " + names + " cannot be read",
          e instanceof IOException io ? io : ((DirectoryIteratorException) e).getCause());
    }
  }

  /** Stores a secret for the owner of this process alone; one that is there already stays. */
  public void create(String name, byte[] content) {
    try {
      Files.createDirectories(path);
      var onlyOwner =
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
      try (FileChannel channel =
          FileChannel.open(
              path.resolve(name),
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              onlyOwner)) {
        channel.write(ByteBuffer.wrap(content));
      }
    } catch (FileAlreadyExistsException e) {
      // another process of this machine was faster: its secret is the one
    } catch (IOException e) {
      throw new UncheckedIOException(property + ": " + name + " cannot be stored", e);
    }
  }
}
