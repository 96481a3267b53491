package dev.tenk.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An original is safe in the blob store and waits to be processed.
 *
 * @param mediumId the medium
 * @param owner the account that owns it
 * @param blobKey where the original lies in the blob store
 * @param contentType what the bytes are by their signature, for instance {@code image/jpeg}
 * @param bytes length of the original in bytes
 * @param sha256 digest of the original, lower-case hexadecimal
 * @param focalX where the owner wants others to look, from the left edge of the upright picture, 0,
 *     to the right, 1; absent with {@code focalY} where the owner has not said
 * @param focalY the same from the top to the bottom
 * @param revision which of the owner's wishes these are, counted from 0; absent from the wire for
 *     the first ones. Results say it again
 * @param tries the latest ones that did not end the job, oldest first; absent from the wire while
 *     there are none
 */
public record MediaUploaded(
    UUID mediumId,
    UUID owner,
    String blobKey,
    String contentType,
    long bytes,
    String sha256,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double focalX,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double focalY,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) int revision,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<JobTry> tries)
    implements EventData {

  /** Type of this event in CloudEvents. */
  public static final String TYPE = "dev.tenk.media.uploaded.v1";

  /** So that a job does not grow in a long outage. */
  private static final int MAX_TRIES = 20;

  /** Copies the list. */
  public MediaUploaded {
    tries = List.copyOf(tries);
  }

  /** A job that was not tried yet, without a focal point. */
  public MediaUploaded(
      UUID mediumId, UUID owner, String blobKey, String contentType, long bytes, String sha256) {
    this(mediumId, owner, blobKey, contentType, bytes, sha256, null, null, 0, List.of());
  }

  /** The same job after one more try; of more than {@value #MAX_TRIES} the oldest are forgotten. */
  public MediaUploaded tried(JobTry last) {
    return withTries(
        Stream.concat(
                tries.stream().skip(Math.max(0, tries.size() - MAX_TRIES + 1)), Stream.of(last))
            .toList());
  }

  /** The same job as if it had not been tried. */
  public MediaUploaded untried() {
    return withTries(List.of());
  }

  private MediaUploaded withTries(List<JobTry> others) {
    return new MediaUploaded(
        mediumId, owner, blobKey, contentType, bytes, sha256, focalX, focalY, revision, others);
  }

  @Override
  public String type() {
    return TYPE;
  }
}
