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
    for (Path fan : entries(media)) {
      entries(fan).stream()
          .map(group -> UUID.fromString(group.getFileName().toString()))
          .filter(id -> buckets.contains(bucket(id)))
          .forEach(found::add);
    }
    return found;
  }

  /** None where the folder is not there: services go on meanwhile. */
  private static List<Path> entries(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  private static long bucket(UUID id) {
    return id.getMostSignificantBits() & BUCKET_BITS;
  }
}
