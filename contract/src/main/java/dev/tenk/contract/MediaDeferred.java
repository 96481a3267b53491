package dev.tenk.contract;

import java.time.Instant;
import java.util.UUID;

/**
 * A job cannot be done now, through no fault of its own: media-service sends it again later.
 *
 * @param job what is to be sent again, with the tries so far
 * @param notBefore when, at the earliest
 */
public record MediaDeferred(MediaUploaded job, Instant notBefore) implements EventData {

  /** Type of this event in CloudEvents. */
  public static final String TYPE = "dev.tenk.media.deferred.v1";

  @Override
  public String type() {
    return TYPE;
  }

  /** The medium that waits. */
  public UUID mediumId() {
    return job.mediumId();
  }
}
