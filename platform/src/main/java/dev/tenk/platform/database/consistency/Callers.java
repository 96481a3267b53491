package dev.tenk.platform.database.consistency;

import dev.tenk.platform.database.consistency.RecentWrites.Memory;
import dev.tenk.platform.database.replica.Replicas;
import dev.tenk.platform.database.wal.WalPosition;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jboss.logging.Logger;

/**
 * Who reads or writes now, and what they must see: in a request its caller, elsewhere (a job, a
 * message, a thread of one's own) whatever this thread has written itself.
 *
 * <p>What a thread wrote for someone else before makes at most one read more go to the primary.
 */
@Singleton
public class Callers implements Positions {

  private static final Logger LOG = Logger.getLogger(Callers.class);

  private final ManagedContext requests = Arc.container().requestContext();
  private final ThreadLocal<CallerPosition> threads = ThreadLocal.withInitial(CallerPosition::new);
  private final RequestPosition request;
  private final CallerContext context;
  private final ConsistencyTokens tokens;
  private final RecentWrites recentWrites;
  private final Replicas replicas;
  private final Duration lifetime;

  Callers(
      RequestPosition request,
      CallerContext context,
      ConsistencyTokens tokens,
      RecentWrites recentWrites,
      Replicas replicas,
      ConsistencyConfig config) {
    this.request = request;
    this.context = context;
    this.tokens = tokens;
    this.recentWrites = recentWrites;
    this.replicas = replicas;
    this.lifetime = config.lifetime();
  }

  /** Blocks once in a request of a signed-in caller. */
  @Override
  public CallerPosition current() {
    if (!requests.isActive()) {
      return threads.get();
    }
    CallerPosition position = request.position();
    if (!request.recall()) {
      context.tokens().forEach(token -> bring(token, position));
      context
          .identity()
          .map(identity -> recentWrites.find(identity).toCompletableFuture().join())
          .ifPresent(memory -> recall(memory, position));
    }
    return position;
  }

  /** What somebody who is signed in and brings no tokens must see. Never blocks, never fails. */
  public CompletionStage<CallerPosition> of(String identity) {
    return recentWrites
        .find(identity)
        .thenApply(
            memory -> {
              CallerPosition position = new CallerPosition();
              recall(memory, position);
              return position;
            });
  }

  /**
   * Whom the writes of this request are for, where that is not the caller: someone who signs up is
   * a stranger yet, and must see the account with the next request.
   */
  public void writeFor(String identity) {
    if (requests.isActive()) {
      request.writesFor(identity);
    }
  }

  @Override
  public void wrote(WalPosition position) {
    if (!requests.isActive()) {
      threads.get().wrote(position);
      return;
    }
    // the position was read after all that the caller's other requests have committed
    request.recall();
    request.position().wrote(position);
    context.give(tokens.issue(position));
    identity().ifPresent(identity -> recentWrites.remember(identity, position));
  }

  @Override
  public void wroteSomewhere() {
    if (!requests.isActive()) {
      threads.get().mustSeePrimary(lifetime);
      return;
    }
    LOG.warn("a write's position is not known: its caller's reads go to the primary for a while");
    request.position().mustSeePrimary(lifetime);
    identity().ifPresent(recentWrites::rememberUnknown);
  }

  private Optional<String> identity() {
    Optional<String> named = Optional.ofNullable(request.writesFor());
    return named.isPresent() ? named : context.identity();
  }

  private void bring(String text, CallerPosition position) {
    tokens
        .read(text)
        .filter(token -> token.recent() || isOfThisHistory(token.position()))
        .ifPresent(token -> position.mustSee(token.position(), lifetime));
  }

  /** As far as is known: an old token of an earlier history need not be honoured any more. */
  private boolean isOfThisHistory(WalPosition position) {
    return replicas.primary().latest().map(position::isComparableTo).orElse(true);
  }

  private void recall(Memory memory, CallerPosition position) {
    switch (memory) {
      case Memory.Wrote wrote -> position.mustSee(wrote.position(), lifetime);
      case Memory.Nothing _ -> {}
      case Memory.Unknown _ -> position.mustSeePrimary(lifetime);
    }
  }
}
