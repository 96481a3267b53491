package dev.tenk.media.upload;

import dev.tenk.contract.MediaUploaded;
import dev.tenk.contract.Queues;
import dev.tenk.media.event.MediaOutbox;
import dev.tenk.media.medium.FocalPoint;
import dev.tenk.media.medium.Medium;
import dev.tenk.media.medium.MediumBlobs;
import dev.tenk.media.medium.MediumDescription;
import dev.tenk.media.medium.MediumRegistry;
import dev.tenk.media.medium.Original;
import dev.tenk.media.usage.AccountTurns;
import dev.tenk.media.usage.Quotas;
import dev.tenk.platform.blob.BlobKey;
import dev.tenk.platform.blob.BlobStore;
import dev.tenk.platform.blob.BlobStoreException;
import dev.tenk.platform.blob.BlobTooLargeException;
import dev.tenk.platform.blob.StagedBlob;
import dev.tenk.platform.http.JsonBodyLimit;
import dev.tenk.platform.http.ProblemException;
import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.id.ShardedIds;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/**
 * Takes a picture in: the bytes first, then the row and its event in one transaction.
 *
 * <p>What is refused leaves nothing. When the process dies between bytes and row, or the commit's
 * outcome is unknown, the bytes stay and the collector decides by the row.
 */
@ApplicationScoped
public class UploadService {

  private static final Duration STORE_RETRY = Duration.ofSeconds(10);

  private final UploadConfig config;
  private final BlobStore blobs;
  private final MediumBlobs mediumBlobs;
  private final MediumRegistry media;
  private final Quotas quotas;
  private final AccountTurns turns;
  private final MediaOutbox outbox;
  private final ShardedIds ids;

  UploadService(
      UploadConfig config,
      BlobStore blobs,
      MediumBlobs mediumBlobs,
      MediumRegistry media,
      Quotas quotas,
      AccountTurns turns,
      MediaOutbox outbox,
      ShardedIds ids) {
    this.config = config;
    this.blobs = blobs;
    this.mediumBlobs = mediumBlobs;
    this.media = media;
    this.quotas = quotas;
    this.turns = turns;
    this.outbox = outbox;
    this.ids = ids;
  }

  /** The most bytes of a picture. */
  public long maxBytes() {
    return config.maxBytes().asLongValue();
  }

  /**
   * Takes the picture that the stream gives. The same bytes of the same owner are the same medium,
   * which stays as it is described. Blocking, in constant memory.
   *
   * @throws ProblemException 400 empty, 403 over the quota, 413 too large, 415 not a picture, 422
   *     too many pixels, 503 store full, or too many uploads of the owner at once
   * @throws IOException when the stream breaks
   */
  Medium upload(ShardedId owner, InputStream source, MediumDescription description)
      throws IOException {
    return upload(owner, source, description, _ -> {});
  }

  /**
   * The same.
   *
   * @param check what else the bytes must be, before anything else is done with them; throws a
   *     problem
   */
  public Medium upload(
      ShardedId owner,
      InputStream source,
      MediumDescription description,
      Consumer<StagedBlob> check)
      throws IOException {
    try (StagedBlob staged = blobs.stage(source, maxBytes())) {
      check.accept(staged);
      ImageHeader header = accept(staged);
      Optional<Medium> same = media.findSameBytes(owner, staged.sha256());
      return same.isPresent() ? same.get() : keep(owner, staged, header.format(), description);
    } catch (BlobTooLargeException e) {
      throw JsonBodyLimit.tooLarge(e.maxBytes());
    } catch (BlobStoreException e) {
      throw ProblemException.unavailable(
          "storage-unavailable", "Pictures cannot be stored at the moment.", STORE_RETRY);
    }
  }

  private ImageHeader accept(StagedBlob staged) throws IOException {
    if (staged.bytes() == 0) {
      throw ProblemException.badRequest("empty-file", "The picture has no bytes.");
    }
    ImageHeader header =
        ImageHeader.read(staged.file())
            .orElseThrow(
                () ->
                    ProblemException.of(
                        415,
                        "unsupported-format",
                        "The bytes are not a JPEG, PNG, GIF, WebP or AVIF picture."));
    if (header.pixels() > config.maxPixels()) {
      throw ProblemException.of(
          422,
          "too-many-pixels",
          "The picture claims %d x %d pixels; at most %d are taken."
              .formatted(header.width(), header.height(), config.maxPixels()));
    }
    return header;
  }

  private Medium keep(
      ShardedId owner, StagedBlob staged, ImageFormat format, MediumDescription description)
      throws IOException {
    quotas.requireRoom(owner, staged.bytes());
    ShardedId id = ids.newOwnedBy(owner);
    BlobKey key = MediumBlobs.original(id);
    staged.store(key);
    Original original = new Original(format.contentType(), staged.bytes(), staged.sha256());
    MediaUploaded event = event(id, owner, key, original, description.focalPoint());
    try (AccountTurns.Turn _ = turns.take(owner)) {
      boolean many = media.hasInFlight(owner, config.interactive());
      return QuarkusTransaction.requiringNew()
          .call(
              () -> {
                Medium medium = media.add(id, owner, original, description);
                outbox.add(id, many ? Queues.MEDIA_BULK : Queues.MEDIA_UPLOADED, event);
                return medium;
              });
    } catch (ProblemException e) {
      mediumBlobs.tryDelete(id); // others took the room or the time meanwhile
      throw e;
    } catch (ConstraintViolationException e) {
      // the same bytes arrived twice at once, and the other was first
      mediumBlobs.tryDelete(id);
      return media.findSameBytes(owner, staged.sha256()).orElseThrow(() -> e);
    }
  }

  private static MediaUploaded event(
      ShardedId id, ShardedId owner, BlobKey key, Original original, @Nullable FocalPoint focus) {
    return new MediaUploaded(
        id.value(),
        owner.value(),
        key.toString(),
        original.contentType(),
        original.bytes(),
        original.sha256(),
        focus == null ? null : focus.x(),
        focus == null ? null : focus.y(),
        0,
        List.of());
  }
}
