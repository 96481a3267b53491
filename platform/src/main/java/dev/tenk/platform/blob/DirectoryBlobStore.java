package dev.tenk.platform.blob;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Blobs as files of a directory.
 *
 * <p>Bytes are staged below {@code .staging}, synced, and renamed into place, so that no reader
 * sees a part. Groups are spread over 4,096 folders ({@code collection/abc/group/name}), which
 * keeps each folder small at millions of groups.
 */
public final class DirectoryBlobStore implements BlobStore {

  private static final int FOLDERS = 0xFFF;
  private static final int HASH_SPREAD = 0x9E37_79B9;
  private static final HexFormat DIGITS = HexFormat.of();

  private final Path root;
  private final Staging staging;

  /** A store in this directory, which is made where it is not there. */
  public DirectoryBlobStore(Path root) throws IOException {
    this.root = root;
    this.staging = new Staging(root.resolve(".staging"));
  }

  @Override
  public StagedBlob stage(InputStream source, long maxBytes) throws IOException {
    return staging.receive(source, maxBytes, this::moveDurably);
  }

  @Override
  public void put(BlobKey key, byte[] bytes) throws IOException {
    try (StagedBlob staged = stage(new ByteArrayInputStream(bytes), bytes.length)) {
      staged.store(key);
    }
  }

  @Override
  public Optional<Blob> find(BlobKey key) throws IOException {
    Path file = file(key);
    try {
      return Optional.of(new FileBlob(file, Files.size(file)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public boolean isOfFiles() {
    return true;
  }

  @Override
  public void delete(BlobKey key) throws IOException {
    Files.deleteIfExists(file(key));
  }

  @Override
  public void deleteGroup(String collection, String group) throws IOException {
    Path folder = folder(collection, group);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException e) {
      return;
    }
    Files.deleteIfExists(folder);
  }

  @Override
  public void forEachGroup(String collection, Consumer<BlobGroup> visitor) throws IOException {
    Path folder = root.resolve(collection);
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> fans = Files.newDirectoryStream(folder)) {
      for (Path fan : fans) {
        try (DirectoryStream<Path> groups = Files.newDirectoryStream(fan)) {
          for (Path group : groups) {
            String name = group.getFileName().toString();
            FileTimes.modifiedAt(group).map(time -> new BlobGroup(name, time)).ifPresent(visitor);
          }
        }
      }
    }
  }

  @Override
  public int deleteStaged(Instant before) throws IOException {
    return staging.deleteBefore(before);
  }

  private void moveDurably(Path file, BlobKey key) throws IOException {
    sync(file, StandardOpenOption.WRITE);
    Path target = file(key);
    Path folder = folder(key.collection(), key.group());
    Files.createDirectories(folder);
    try {
      move(file, target);
    } catch (NoSuchFileException e) {
      // the group was deleted between the two lines above
      Files.createDirectories(folder);
      move(file, target);
    }
    sync(folder, StandardOpenOption.READ);
    sync(fan(key.collection(), key.group()), StandardOpenOption.READ);
  }

  private static void move(Path file, Path target) throws IOException {
    Files.move(file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void sync(Path path, StandardOpenOption access) throws IOException {
    try (FileChannel channel = FileChannel.open(path, access)) {
      channel.force(true);
    }
  }

  private Path file(BlobKey key) {
    return root.resolve(
        key.collection() + '/' + fanName(key.group()) + '/' + key.group() + '/' + key.name());
  }

  private Path folder(String collection, String group) {
    return fan(collection, group).resolve(group);
  }

  private Path fan(String collection, String group) {
    BlobKey.check(collection);
    BlobKey.check(group);
    return root.resolve(collection).resolve(fanName(group));
  }

  /** Three hexadecimal digits. */
  private static String fanName(String group) {
    int fan = (group.hashCode() * HASH_SPREAD) >>> 20 & FOLDERS;
    return DIGITS.toHexDigits(fan, 3);
  }

  private record FileBlob(Path path, long bytes) implements Blob {

    @Override
    public InputStream open() throws IOException {
      return Files.newInputStream(path);
    }

    @Override
    public Optional<Path> file() {
      return Optional.of(path);
    }
  }
}
