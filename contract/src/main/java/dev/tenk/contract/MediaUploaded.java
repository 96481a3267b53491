package dev.tenk.contract;

import java.util.UUID;

/**
 * An original is safe in the blob store and waits to be processed.
 *
 * @param mediumId the medium
 * @param owner the account that owns it
 * @param blobKey where the original lies in the blob store
 * @param contentType what the bytes are by their signature, for instance {@code image/jpeg}
 * @param bytes length of the original in bytes
 * @param sha256 digest of the original, lower-case hexadecimal
 */
public record MediaUploaded(
    UUID mediumId, UUID owner, String blobKey, String contentType, long bytes, String sha256)
    implements EventData {

  /** Type of this event in CloudEvents. */
  public static final String TYPE = "dev.tenk.media.uploaded.v1";

  @Override
  public String type() {
    return TYPE;
  }
}
