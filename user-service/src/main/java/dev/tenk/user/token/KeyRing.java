package dev.tenk.user.token;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Which key signs, and which are published: one state of a rotation. Immutable.
 *
 * <p>A key is first published, then signs, and stays published until the last token that it signed
 * has expired, also when its file has gone.
 */
final class KeyRing {

  private static final String NEXT = ".next.pem";

  private final SigningKey current;
  private final Map<String, Held> held;

  private KeyRing(SigningKey current, Map<String, Held> held) {
    this.current = current;
    this.held = Map.copyOf(held);
  }

  /**
   * A key of the ring.
   *
   * @param name of its file
   * @param signsFrom when all verifiers know it
   * @param publishedUntil when it goes, or null while it has a file or signs
   */
  private record Held(
      SigningKey key, String name, Instant signsFrom, @Nullable Instant publishedUntil) {

    boolean maySign(Instant now) {
      return publishedUntil == null && !name.endsWith(NEXT) && !signsFrom.isAfter(now);
    }

    boolean isPublished(Instant now) {
      return publishedUntil == null || publishedUntil.isAfter(now);
    }
  }

  /**
   * The ring of a process that starts: what it finds has long been published.
   *
   * @throws IllegalStateException when no key may sign
   */
  static KeyRing of(SortedMap<String, SigningKey> files) {
    Map<String, Held> held = new HashMap<>();
    files.forEach((name, key) -> held.put(key.id(), new Held(key, name, Instant.MIN, null)));
    SigningKey current =
        last(held, Instant.MIN)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "tenk.signing.keys-directory: no key but *" + NEXT + " to sign with"));
    return new KeyRing(current, held);
  }

  /**
   * The ring after another look at the files.
   *
   * @param publishAhead how long a new key waits before it signs
   * @param keep how long a key stays after its file has gone and it has ceased to sign
   */
  KeyRing next(
      SortedMap<String, SigningKey> files, Instant now, Duration publishAhead, Duration keep) {
    Map<String, Held> next = new HashMap<>();
    files.forEach(
        (name, key) -> {
          Held before = held.get(key.id());
          next.put(
              key.id(),
              new Held(
                  key, name, before == null ? now.plus(publishAhead) : before.signsFrom(), null));
        });
    SigningKey signer = last(next, now).orElse(current);
    held.values().stream()
        .filter(gone -> !next.containsKey(gone.key().id()))
        .map(gone -> withEnd(gone, signer, now, keep))
        .filter(gone -> gone.isPublished(now))
        .forEach(gone -> next.put(gone.key().id(), gone));
    return new KeyRing(signer, next);
  }

  private static Held withEnd(Held gone, SigningKey signer, Instant now, Duration keep) {
    if (gone.key().id().equals(signer.id())) {
      return new Held(gone.key(), gone.name(), gone.signsFrom(), null);
    }
    return gone.publishedUntil() == null
        ? new Held(gone.key(), gone.name(), gone.signsFrom(), now.plus(keep))
        : gone;
  }

  private static Optional<SigningKey> last(Map<String, Held> keys, Instant now) {
    return keys.values().stream()
        .filter(key -> key.maySign(now))
        .max(Comparator.comparing(Held::name))
        .map(Held::key);
  }

  SigningKey current() {
    return current;
  }

  /** The name of the file of the key that signs, which may have gone since. */
  String currentName() {
    return Objects.requireNonNull(held.get(current.id())).name();
  }

  /** All that are published, by the names of their files. */
  List<SigningKey> published() {
    return held.values().stream().sorted(Comparator.comparing(Held::name)).map(Held::key).toList();
  }
}
