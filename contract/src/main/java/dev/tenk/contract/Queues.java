package dev.tenk.contract;

/** The queues by which the services speak; declared by the installation, not by the services. */
public final class Queues {

  /** {@link MediaUploaded}, from media-service to the workers. */
  public static final String MEDIA_UPLOADED = "media.uploaded";

  /** {@link MediaResult}s, from the workers to media-service. */
  public static final String MEDIA_RESULTS = "media.results";

  /** {@link AccountEvent}s, from user-service to media-service. */
  public static final String ACCOUNT_EVENTS = "account.events";

  private Queues() {}
}
