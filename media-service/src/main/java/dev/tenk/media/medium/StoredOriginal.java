package dev.tenk.media.medium;

import dev.tenk.platform.blob.BlobKey;

/**
 * The original of a medium, for those who may have it.
 *
 * @param key where its bytes lie
 * @param contentType what they are by their signature
 * @param tag tells them from all others: their SHA-256
 * @param fileName by which name to save them
 */
public record StoredOriginal(BlobKey key, String contentType, String tag, String fileName) {

  static StoredOriginal of(MediumEntity row) {
    return new StoredOriginal(
        MediumBlobs.original(row.shardedId()),
        row.contentType,
        row.sha256,
        FileName.of(row.fileName, row.id.toString(), row.contentType));
  }
}
