package dev.tenk.media.medium;

import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.outbox.OutboxMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Bytes of a medium that another cut, or another version of the presets, has replaced.
 *
 * @param medium whose they are
 * @param blobKeys where they lie
 */
record FormerCut(ShardedId medium, List<String> blobKeys) {

  /** The name of the sink. */
  static final String SINK = "former-cuts";

  /** How long they stay: longer than pages, caches and jobs go on with what was shown before. */
  private static final Duration KEPT = Duration.ofMinutes(30);

  private static final String CONTENT_TYPE = "text/plain";
  private static final String SPACE = " ";

  /** What is in the first variants and not in the others, or nothing. */
  static Optional<FormerCut> between(
      ShardedId medium, List<StoredVariant> before, List<StoredVariant> now) {
    List<String> shown = keys(now);
    List<String> former = keys(before).stream().filter(key -> !shown.contains(key)).toList();
    return former.isEmpty() ? Optional.empty() : Optional.of(new FormerCut(medium, former));
  }

  private static List<String> keys(List<StoredVariant> variants) {
    return variants.stream().map(StoredVariant::blobKey).distinct().toList();
  }

  /** Those that are not shown again. */
  List<String> notIn(List<StoredVariant> shown) {
    List<String> keys = keys(shown);
    return blobKeys.stream().filter(key -> !keys.contains(key)).toList();
  }

  /** To be carried out when nobody asks for them any more. */
  OutboxMessage message() {
    return new OutboxMessage(
        UUID.randomUUID(),
        medium.bucket(),
        SINK,
        CONTENT_TYPE,
        (medium + SPACE + String.join(SPACE, blobKeys)).getBytes(StandardCharsets.US_ASCII),
        KEPT);
  }

  /** Reads a message; empty where it is none, as of a newer version. */
  static Optional<FormerCut> of(OutboxMessage message) {
    List<String> parts =
        List.of(new String(message.body(), StandardCharsets.US_ASCII).split(SPACE));
    return ShardedId.parse(parts.getFirst())
        .map(medium -> new FormerCut(medium, parts.subList(1, parts.size())));
  }
}
