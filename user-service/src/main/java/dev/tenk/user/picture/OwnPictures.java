package dev.tenk.user.picture;

import dev.tenk.platform.http.ProblemException;
import dev.tenk.platform.id.ShardedId;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Whether somebody's picture may be shown to everybody in that somebody's name. */
@Singleton
public class OwnPictures {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
  private static final String FIELD = "/medium";
  private static final Set<String> SHOWABLE = Set.of("ready", "processing");

  private final MediaClient media;

  OwnPictures(MediaClient media) {
    this.media = media;
  }

  /**
   * Asks media-service, in the name of the current request's caller. Blocking, bounded.
   *
   * @throws ProblemException 422 where it is no public picture of the account, 503 where that
   *     cannot be known now
   */
  public void requirePublic(ShardedId account, ShardedId medium) {
    if (medium.bucket() != account.bucket()) {
      throw notOwn();
    }
    JsonObject found = answer(medium).orElseThrow(OwnPictures::notOwn);
    if (!account.toString().equals(found.getString("owner"))) {
      throw notOwn();
    }
    if (!"public".equals(found.getString("visibility"))) {
      throw ProblemException.invalid(FIELD, "must be public");
    }
    if (!SHOWABLE.contains(found.getString("status"))) {
      throw ProblemException.invalid(FIELD, "is a picture that could not be processed");
    }
  }

  private Optional<JsonObject> answer(ShardedId medium) {
    try {
      return media.find(medium);
    } catch (MediaUnavailableException e) {
      throw ProblemException.unavailable(
          "pictures-unavailable", "Pictures cannot be looked at at the moment.", RETRY_AFTER);
    }
  }

  private static ProblemException notOwn() {
    return ProblemException.invalid(FIELD, "must be one of your own pictures");
  }
}
