package dev.tenk.contract;

import java.util.List;

/** The queues by which the services speak; declared by the installation, not by the services. */
public final class Queues {

  /** {@link MediaUploaded}, from media-service to the workers. */
  public static final String MEDIA_UPLOADED = "media.uploaded";

  /**
   * {@link MediaUploaded} that may wait: of accounts with many in flight, and what was deferred.
   * Done with the room that {@link #MEDIA_UPLOADED} leaves.
   */
  public static final String MEDIA_BULK = "media.bulk";

  /** {@link MediaResult}s and {@link MediaDeferred}, from the workers to media-service. */
  public static final String MEDIA_RESULTS = "media.results";

  /** {@link AccountEvent}s, from user-service to media-service. */
  public static final String ACCOUNT_EVENTS = "account.events";

  /** {@link MediaWithdrawn}, from media-service to user-service. */
  public static final String MEDIA_WITHDRAWN = "media.withdrawn";

  /** All of them; each has a queue of dead letters beside it. */
  public static final List<String> ALL =
      List.of(MEDIA_UPLOADED, MEDIA_BULK, MEDIA_RESULTS, MEDIA_WITHDRAWN, ACCOUNT_EVENTS);

  private Queues() {}
}
