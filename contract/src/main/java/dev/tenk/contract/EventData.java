package dev.tenk.contract;

/** The payload of a {@link CloudEvent}: one record per event type and version. */
public sealed interface EventData
    permits MediaUploaded, MediaDeferred, MediaResult, MediaWithdrawn, AccountEvent {

  /** The CloudEvents {@code type}, whose last segment is the version. */
  String type();
}
