package dev.tenk.platform.revocation;

import dev.tenk.platform.id.ShardedId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * That tokens must not be taken any more, though they have not expired. Its text form is one line.
 */
public sealed interface Revocation {

  /** When it was decided. */
  Instant at();

  /** The tokens of one session. */
  record OfSession(ShardedId session, Instant at) implements Revocation {

    @Override
    public String toString() {
      return "session %s %d".formatted(session, at.toEpochMilli());
    }
  }

  /**
   * The tokens of all sessions of an account that began before an instant, but for one.
   *
   * <p>The beginning of a session is in its id, so a refresh that runs at the same time cannot slip
   * through with a young token.
   *
   * @param validFrom sessions that began earlier have ended
   * @param kept the session that goes on all the same
   */
  record OfAccount(ShardedId account, Instant validFrom, @Nullable ShardedId kept, Instant at)
      implements Revocation {

    @Override
    public String toString() {
      return "account %s %d %s %d"
          .formatted(
              account, validFrom.toEpochMilli(), kept == null ? "-" : kept, at.toEpochMilli());
    }
  }

  /** Reads the text form; empty where it is not one, as of a newer version. */
  static Optional<Revocation> parse(String text) {
    List<String> words = List.of(text.split(" ", -1));
    try {
      return switch (words.getFirst()) {
        case "session" ->
            ShardedId.parse(words.get(1)).map(id -> new OfSession(id, instant(words.get(2))));
        case "account" ->
            ShardedId.parse(words.get(1))
                .map(
                    id ->
                        new OfAccount(
                            id,
                            instant(words.get(2)),
                            ShardedId.parse(words.get(3)).orElse(null),
                            instant(words.get(4))));
        default -> Optional.empty();
      };
    } catch (IndexOutOfBoundsException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Instant instant(String millis) {
    return Instant.ofEpochMilli(Long.parseLong(millis));
  }
}
