package dev.tenk.user.token;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tenk.platform.config.ProductionCheck;
import dev.tenk.platform.config.TenkEnvironment;
import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The folder of this service's secrets. Only on a developer's machine are missing ones made. */
@Singleton
@Unremovable
public class KeyDirectory implements ProductionCheck {

  /** The key from which refresh tokens are computed: 32 random bytes and more. */
  public static final String REFRESH_KEY = "refresh.key";

  private static final String PROPERTY = "tenk.signing.keys-directory";
  private static final String PEM = ".pem";

  /** What Kubernetes points at the present state of a mounted secret. */
  private static final String MOUNTED = "..data";

  private final Path folder;
  private final TenkEnvironment environment;

  KeyDirectory(SigningConfig config, TenkEnvironment environment) {
    this.folder =
        config
            .keysDirectory()
            .orElseThrow(() -> new ConfigurationException(PROPERTY + " must be set"));
    this.environment = environment;
  }

  @Override
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    if (signingKeys().isEmpty()) {
      findings.add(new Finding(PROPERTY, "the folder holds no *" + PEM + " to sign tokens with"));
    }
    if (!Files.isReadable(folder.resolve(REFRESH_KEY))) {
      findings.add(new Finding(PROPERTY, "the folder holds no readable " + REFRESH_KEY));
    }
    return findings;
  }

  /**
   * The contents of the files of signing keys by their names, in order: of one state of the folder,
   * also while Kubernetes puts another in its place.
   */
  SortedMap<String, String> signingKeys() {
    SortedMap<String, String> contents = new TreeMap<>();
    try {
      Path mounted = folder.resolve(MOUNTED);
      Path state = Files.isDirectory(mounted) ? mounted.toRealPath() : folder;
      if (!Files.isDirectory(state)) {
        return contents;
      }
      try (DirectoryStream<Path> files = Files.newDirectoryStream(state, "*" + PEM)) {
        for (Path file : files) {
          contents.put(file.getFileName().toString(), Files.readString(file, US_ASCII));
        }
      }
      return contents;
    } catch (IOException | DirectoryIteratorException e) {
      throw new UncheckedIOException(
          PROPERTY + ": the signing keys cannot be read",
          e instanceof IOException io ? io : ((DirectoryIteratorException) e).getCause());
    }
  }

  /**
   * The content of a secret.
   *
   * @param name of its file
   * @param made what to store where it is missing, on a developer's machine
   */
  public byte[] read(String name, Supplier<byte[]> made) {
    Path file = folder.resolve(name);
    try {
      if (!environment.isProduction() && Files.notExists(file)) {
        create(file, made.get());
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(PROPERTY + ": " + name + " cannot be read", e);
    }
  }

  private void create(Path file, byte[] content) throws IOException {
    Files.createDirectories(folder);
    var onlyOwner =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try (FileChannel channel =
        FileChannel.open(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), onlyOwner)) {
      channel.write(ByteBuffer.wrap(content));
    } catch (FileAlreadyExistsException e) {
      // another process of this machine was faster: its secret is the one
    }
  }
}
