package dev.tenk.platform.database.cache;

import dev.tenk.platform.cache.Position;
import dev.tenk.platform.cache.ReadNeed;
import dev.tenk.platform.cache.ReadNeeds;
import dev.tenk.platform.cache.ReadPositions;
import dev.tenk.platform.database.consistency.CallerContext;
import dev.tenk.platform.database.consistency.CallerPosition;
import dev.tenk.platform.database.consistency.Callers;
import dev.tenk.platform.database.replica.Replicas;
import dev.tenk.platform.database.wal.WalPosition;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.inject.Singleton;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What loads of caches have seen, where reads go to replicas.
 *
 * <p>A load that must see something runs where all that the primary had before it is there, so that
 * its result serves those who wrote until then. The position that the primary told last is one
 * before that: a transaction may already be in the log at the position itself, and not yet visible.
 */
@Singleton
@IfBuildProperty(name = "tenk.cache.enabled", stringValue = "true")
public class RoutedReadPositions implements ReadPositions, ReadNeeds {

  private final Callers callers;
  private final CallerContext context;
  private final Replicas replicas;
  private final boolean hasReplicas;

  RoutedReadPositions(Callers callers, CallerContext context, Replicas replicas) {
    this.callers = callers;
    this.context = context;
    this.replicas = replicas;
    this.hasReplicas = !replicas.all().isEmpty();
  }

  @Override
  public boolean needsNothing() {
    return !hasReplicas || context.identity().isEmpty() && context.tokens().isEmpty();
  }

  @Override
  public boolean areNone() {
    return !hasReplicas;
  }

  @Override
  public ReadNeed need() {
    return hasReplicas ? need(callers.current()) : ReadNeed.NOTHING;
  }

  @Override
  public CompletionStage<ReadNeed> need(String identity) {
    return hasReplicas
        ? callers.of(identity).thenApply(RoutedReadPositions::need)
        : CompletableFuture.completedFuture(ReadNeed.NOTHING);
  }

  private static ReadNeed need(CallerPosition position) {
    if (position.isOnPrimaryOnly()) {
      return ReadNeed.NEWEST;
    }
    WalPosition atLeast = position.atLeast();
    return atLeast == null ? ReadNeed.NOTHING : new ReadNeed.AtLeast(told(atLeast));
  }

  @Override
  public <T> Seen<T> read(ReadNeed need, Callable<T> load) throws Exception {
    if (!hasReplicas) {
      return new Seen<>(load.call(), null);
    }
    return switch (need) {
      case ReadNeed.Nothing _ -> new Seen<>(load.call(), null);
      case ReadNeed.AtLeast(Position needed) -> {
        WalPosition atLeast = new WalPosition(needed.system(), needed.timeline(), needed.offset());
        WalPosition latest = replicas.primary().latest().orElse(atLeast);
        callers.wrote(latest.includes(atLeast) ? latest : atLeast);
        Position sure = before(latest);
        yield new Seen<>(load.call(), sure.includes(needed) ? sure : needed);
      }
      case ReadNeed.Newest _ -> {
        Position sure = replicas.primary().latest().map(RoutedReadPositions::before).orElse(null);
        callers.wroteSomewhere();
        yield new Seen<>(load.call(), sure);
      }
    };
  }

  private static Position before(WalPosition position) {
    return new Position(position.system(), position.timeline(), position.lsn() - 1);
  }

  private static Position told(WalPosition position) {
    return new Position(position.system(), position.timeline(), position.lsn());
  }
}
