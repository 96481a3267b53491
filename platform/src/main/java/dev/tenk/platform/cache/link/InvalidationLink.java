package dev.tenk.platform.cache.link;

import dev.tenk.platform.cache.memory.Coherence;
import dev.tenk.platform.cache.shared.InvalidationStream;
import dev.tenk.platform.cache.shared.RedisCircuit;
import dev.tenk.platform.redis.StreamBatch;
import dev.tenk.platform.redis.StreamFollower;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Hears of invalidations. While there is no link memory counts for next to nothing, and Redis is
 * left alone but for a try now and then. When it is back and nothing was missed, memory is what it
 * was.
 */
public final class InvalidationLink implements StreamFollower.Listener {

  private final String sender;
  private final Coherence coherence;
  private final RedisCircuit circuit;
  private final Consumer<InvalidationStream.Told> heard;

  /**
   * A listener of {@link InvalidationStream}.
   *
   * @param heard of the changes of others
   */
  public InvalidationLink(
      String sender,
      Coherence coherence,
      RedisCircuit circuit,
      Consumer<InvalidationStream.Told> heard) {
    this.sender = sender;
    this.coherence = coherence;
    this.circuit = circuit;
    this.heard = heard;
  }

  @Override
  public void linked(boolean isWhole) {
    circuit.close(); // first: whoever sees the link may ask
    if (isWhole) {
      coherence.resumed();
    } else {
      coherence.linked();
    }
  }

  @Override
  public void lost(Exception reason) {
    coherence.lost();
    circuit.open();
  }

  @Override
  public void took(StreamBatch batch) {
    if (!coherence.isLinked()) {
      circuit.close(); // what is made up for may have to be retracted from Redis, which answers
    }
    if (!batch.isWhole()) {
      coherence.missed(); // so many at once that dropping all is quicker
    }
    batch.entries().stream()
        .map(entry -> InvalidationStream.read(entry.field(), entry.value()))
        .flatMap(Optional::stream)
        .filter(told -> !told.sender().equals(sender))
        .forEach(heard);
  }
}
