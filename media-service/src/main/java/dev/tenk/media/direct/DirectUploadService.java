package dev.tenk.media.direct;

import dev.tenk.media.link.Signature;
import dev.tenk.media.link.SignedLinks;
import dev.tenk.media.medium.Medium;
import dev.tenk.media.medium.MediumService;
import dev.tenk.media.upload.UploadService;
import dev.tenk.media.usage.Quotas;
import dev.tenk.platform.blob.Blob;
import dev.tenk.platform.blob.BlobStore;
import dev.tenk.platform.blob.BlobTooLargeException;
import dev.tenk.platform.blob.PresignedPut;
import dev.tenk.platform.blob.StagedBlob;
import dev.tenk.platform.http.JsonBodyLimit;
import dev.tenk.platform.http.ProblemException;
import dev.tenk.platform.id.ShardedId;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.UUID;

/**
 * Has a client's bytes come by way of the store. What was put is no picture yet: it is compared
 * with its announcement, then goes the way of every upload, from a copy that the client cannot
 * reach. All methods block.
 */
@Singleton
class DirectUploadService {

  /** What is signed in the place of a path's last segment: none looks like it. */
  private static final String PUT = "PUT bytes";

  private final DirectUploads announced;
  private final DirectUploadConfig config;
  private final UploadService uploads;
  private final MediumService media;
  private final Quotas quotas;
  private final BlobStore blobs;
  private final SignedLinks signed;

  DirectUploadService(
      DirectUploads announced,
      DirectUploadConfig config,
      UploadService uploads,
      MediumService media,
      Quotas quotas,
      BlobStore blobs,
      SignedLinks signed) {
    this.announced = announced;
    this.config = config;
    this.uploads = uploads;
    this.media = media;
    this.quotas = quotas;
    this.blobs = blobs;
    this.signed = signed;
  }

  /**
   * Announces an upload.
   *
   * @throws ProblemException 403 over the quota, 413 too large, 422 not acceptable, 429 too many
   *     wait
   */
  DirectUpload announce(ShardedId account, Announcement announcement) {
    if (announcement.bytes() > uploads.maxBytes()) {
      throw JsonBodyLimit.tooLarge(uploads.maxBytes());
    }
    var description = announcement.toDescription();
    quotas.requireRoom(account, announcement.bytes());
    DirectUploadEntity row =
        announced.add(account, announcement.bytes(), announcement.sha256(), description);
    return new DirectUpload(row.shardedId(), row.expiresAt, put(row));
  }

  private DirectUpload.Put put(DirectUploadEntity row) {
    return blobs
        .presignPut(row.blob(), row.bytes, config.lifetime())
        .map(DirectUploadService::shown)
        .orElseGet(
            () -> {
              Signature signature = signed.sign(row.shardedId(), PUT, row.expiresAt);
              return new DirectUpload.Put(
                  "/v1/uploads/" + row.shardedId() + "/bytes?" + signature.query(), Map.of());
            });
  }

  private static DirectUpload.Put shown(PresignedPut put) {
    return new DirectUpload.Put(put.url().toString(), put.headers());
  }

  /**
   * Takes the bytes in the place of a store that clients cannot reach.
   *
   * @throws ProblemException 404 where the address is none of ours or over, or the upload is
   *     complete; 413 more bytes than were announced
   */
  void receive(ShardedId id, Signature signature, InputStream source) throws IOException {
    if (signed.keptFor(id, PUT, signature).isEmpty()) {
      throw DirectUploads.notFound();
    }
    DirectUploadEntity row = announced.get(id);
    if (row.medium != null) {
      throw DirectUploads.notFound();
    }
    try (StagedBlob staged = blobs.stage(source, row.bytes)) {
      staged.store(row.blob());
    } catch (BlobTooLargeException e) {
      throw JsonBodyLimit.tooLarge(e.maxBytes());
    }
  }

  /**
   * Makes a medium of what was put; of an upload that is complete, the one that it became.
   *
   * @throws ProblemException 404 no such upload, 409 nothing was put, 422 it is not what was
   *     announced; else as {@link UploadService#upload}
   */
  Medium complete(ShardedId id, ShardedId caller) throws IOException {
    DirectUploadEntity row = announced.get(id);
    if (!row.account.equals(caller.value())) {
      throw DirectUploads.notFound();
    }
    UUID known = row.medium;
    if (known != null) {
      return media.owned(new ShardedId(known), caller);
    }
    Blob put =
        blobs
            .find(row.blob())
            .orElseThrow(
                () ->
                    ProblemException.of(
                        409, "upload-incomplete", "The bytes of this upload have not come yet."));
    Medium medium = take(row, put, caller);
    announced.completed(id, medium.id());
    discard(id);
    return medium;
  }

  private Medium take(DirectUploadEntity row, Blob put, ShardedId caller) throws IOException {
    if (put.bytes() != row.bytes) {
      throw mismatch(row);
    }
    try (InputStream bytes = put.open()) {
      return uploads.upload(
          caller,
          bytes,
          row.description(),
          staged -> {
            if (staged.bytes() != row.bytes || !staged.sha256().equals(row.sha256)) {
              throw mismatch(row);
            }
          });
    }
  }

  private static ProblemException mismatch(DirectUploadEntity row) {
    return ProblemException.of(
        422,
        "upload-mismatch",
        "What was put is not the %d bytes with the announced SHA-256; put them again."
            .formatted(row.bytes));
  }

  /** The copy is the medium's; what the client put is done with. */
  private void discard(ShardedId id) throws IOException {
    blobs.deleteGroup(DirectUploadEntity.COLLECTION, id.toString());
  }

  /** Forgets an upload that is over, bytes first. */
  void forget(ShardedId id) throws IOException {
    discard(id);
    announced.remove(id);
  }
}
