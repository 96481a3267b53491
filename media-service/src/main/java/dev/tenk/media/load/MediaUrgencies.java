package dev.tenk.media.load;

import dev.tenk.platform.load.Urgencies;
import dev.tenk.platform.load.Urgency;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Singleton;

/** Media one by one come before lists and uploads. */
@Singleton
final class MediaUrgencies implements Urgencies {

  private static final String MEDIA = "/v1/media";
  private static final String DEAD_LETTERS = MEDIA + "/dead-letters";
  private static final String UPLOADS = "/v1/uploads";

  @Override
  public Urgency of(HttpMethod method, String path, boolean signedIn) {
    if (method.equals(HttpMethod.GET)) {
      return ofRead(path, signedIn);
    }
    if (path.equals(MEDIA) || path.startsWith(UPLOADS) && path.endsWith("/bytes")) {
      return Urgency.BODY;
    }
    return path.equals(UPLOADS) ? Urgency.LOW : Urgency.NORMAL;
  }

  private static Urgency ofRead(String path, boolean signedIn) {
    if (path.startsWith("/v1/") && path.endsWith("/events")) {
      return Urgency.STREAM;
    }
    if (path.equals(MEDIA) || path.equals(DEAD_LETTERS)) {
      return Urgency.LOW;
    }
    if (path.startsWith("/m/") || path.startsWith(MEDIA) && path.endsWith("/original")) {
      return Urgency.DELIVERY;
    }
    return signedIn ? Urgency.HIGH : Urgency.NORMAL;
  }
}
