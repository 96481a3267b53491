package dev.tenk.media.event;

import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.outbox.OutboxMessage;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/**
 * Says that a medium has changed, not how: whoever wants to know reads its state, which can only be
 * newer. So a notice may come late, twice or in another order.
 *
 * @param owner whose medium
 * @param medium which
 */
public record ChangeNotice(ShardedId owner, ShardedId medium) {

  /** The Redis stream by which all pods hear of notices; its entries are owner and medium. */
  public static final String STREAM = "notices:media-service";

  /** The name of the sink. */
  static final String SINK = "notices";

  private static final String CONTENT_TYPE = "text/plain";

  /** Reads an entry of the stream; empty where it is none, as of a newer version. */
  public static Optional<ChangeNotice> read(String owner, String medium) {
    return ShardedId.parse(owner)
        .flatMap(of -> ShardedId.parse(medium).map(id -> new ChangeNotice(of, id)));
  }

  /** As a message of the outbox. */
  public OutboxMessage message() {
    return new OutboxMessage(
        UUID.randomUUID(),
        owner.bucket(),
        SINK,
        CONTENT_TYPE,
        (owner + " " + medium).getBytes(StandardCharsets.US_ASCII));
  }

  static Optional<ChangeNotice> of(OutboxMessage message) {
    String[] parts = new String(message.body(), StandardCharsets.US_ASCII).split(" ", 2);
    return parts.length == 2 ? read(parts[0], parts[1]) : Optional.empty();
  }
}
