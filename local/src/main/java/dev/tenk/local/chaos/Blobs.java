package dev.tenk.local.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** The blob store of a suite, as it lies in its directory: {@code media/abc/ID/name}. */
final class Blobs {

  private static final int BUCKET_BITS = 0xFFF;

  private final Path media;

  Blobs(Path blobs) {
    this.media = blobs.resolve("media");
  }

  /** Media of these accounts that have bytes. An id carries the bucket of its owner. */
  Set<UUID> ofAccounts(List<UUID> accounts) throws IOException {
    Set<Long> buckets = new HashSet<>();
    accounts.forEach(account -> buckets.add(bucket(account)));
    Set<UUID> found = new HashSet<>();
    try (Stream<Path> groups = Files.find(media, 2, (path, file) -> file.isDirectory())) {
      groups
          .map(group -> group.getFileName().toString())
          .filter(name -> name.length() == 36)
          .map(UUID::fromString)
          .filter(id -> buckets.contains(bucket(id)))
          .forEach(found::add);
    } catch (NoSuchFileException e) {
      return found;
    }
    return found;
  }

  private static long bucket(UUID id) {
    return id.getMostSignificantBits() & BUCKET_BITS;
  }
}
