package dev.tenk.media.stream;

import dev.tenk.media.medium.ChangePosition;
import dev.tenk.media.medium.MediumState;
import dev.tenk.platform.id.ShardedId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.SequencedSet;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One client and what it has not been told yet.
 *
 * <p>What waits for it are names of changed media, not states: a slow reader gets the last state of
 * each once, and more than the buffer holds is read from the database when it reads on. So memory
 * is bounded, and nothing that counts is left out.
 *
 * <p>A medium that is hidden from the client is told of as if it had been deleted, and that once:
 * what its owner does to it from then on shows in no event.
 *
 * <p>All of its state belongs to one event loop; {@link #execute} goes there.
 */
final class Subscriber {

  private static final Logger LOG = Logger.getLogger(Subscriber.class);

  /** Transactions are shorter, clocks of pods nearer to each other, notices seldom later. */
  private static final Duration LATE_COMMITS = Duration.ofMinutes(1);

  private final Topic topic;
  private final Session session;
  private final Executor loop;
  private final StateReader states;
  private final StreamConfig config;
  private final Consumer<Subscriber> onEnd;

  private final SequencedSet<ShardedId> changed = new LinkedHashSet<>();
  private final Queue<MediumState> read = new ArrayDeque<>();
  private @Nullable ChangePosition missedAfter;
  private ChangePosition last;
  private @Nullable Outlet outlet;
  private @Nullable Ending ending;
  private Instant lastTaken;
  private long demand;
  private boolean missedMore;
  private boolean reading;
  private boolean waitsForTick;
  private boolean toldOfItsEnd;

  /**
   * A stream that nothing is sent by yet.
   *
   * @param seen the last event that the client knows of; null where it begins now
   * @param onEnd called once, on the loop
   */
  Subscriber(
      Topic topic,
      Session session,
      @Nullable ChangePosition seen,
      Executor loop,
      StateReader states,
      StreamConfig config,
      Consumer<Subscriber> onEnd) {
    this.topic = topic;
    this.session = session;
    this.loop = loop;
    this.states = states;
    this.config = config;
    this.onEnd = onEnd;
    this.last = seen == null ? ChangePosition.of(session.began()) : seen;
    this.lastTaken = session.began();
    if (topic instanceof Topic.One(ShardedId _, ShardedId medium)) {
      changed.add(medium); // its state now is all that can have been missed
    } else if (seen != null) {
      missedAfter = seen.minus(LATE_COMMITS);
    }
  }

  Topic topic() {
    return topic;
  }

  Session session() {
    return session;
  }

  /** Runs on the loop that all else belongs to. Any thread. */
  void execute(Consumer<Subscriber> task) {
    loop.execute(() -> task.accept(this));
  }

  /** Why it ended; null while it has not. */
  @Nullable Ending ending() {
    return ending;
  }

  /** There is a connection to send by. */
  void attach(Outlet connection, Duration retry) {
    outlet = connection;
    demand--;
    connection.open(retry, last.toString());
    if (ending != null) {
      connection.complete();
    }
  }

  /** The client has room for so many events more. */
  void demand(long more, Instant now) {
    demand += more;
    lastTaken = now;
    send();
  }

  /** A medium has changed. */
  void changed(ShardedId medium) {
    changed.add(medium);
    if (changed.size() > config.buffer()) {
      missed();
    }
    send();
  }

  /** Notices may have been lost. */
  void missed() {
    if (topic instanceof Topic.One(ShardedId _, ShardedId medium)) {
      changed.add(medium);
    } else {
      changed.clear();
      missedMore = missedAfter != null;
      if (missedAfter == null) {
        missedAfter = last.minus(LATE_COMMITS);
      }
    }
    send();
  }

  /** Comes about every second. */
  void tick(Instant now, boolean revoked) {
    if (ending != null) {
      return;
    }
    if (revoked) {
      end(Ending.REVOKED);
    } else if (session.isExpired(now)) {
      end(Ending.EXPIRED);
    } else if (Duration.between(session.began(), now).compareTo(config.longest()) > 0) {
      end(Ending.LONGEST);
    } else if (demand <= 0 && silence(now).compareTo(config.stalledAfter()) > 0) {
      end(Ending.STALLED);
    } else {
      waitsForTick = false;
      send();
      if (demand > 0 && outlet != null && silence(now).compareTo(config.heartbeat()) >= 0) {
        demand--;
        lastTaken = now;
        outlet.heartbeat();
      }
    }
  }

  /** No more is sent. */
  void end(Ending reason) {
    if (ending != null) {
      return;
    }
    ending = reason;
    onEnd.accept(this);
    if (outlet != null) {
      switch (reason) {
        case STALLED -> outlet.cut();
        case LEFT, EXPIRED, REVOKED, DRAINED, LONGEST -> outlet.complete();
      }
    }
  }

  private Duration silence(Instant now) {
    return Duration.between(lastTaken, now);
  }

  private void send() {
    while (demand > 0 && outlet != null && ending == null && !read.isEmpty()) {
      MediumState state = read.remove();
      last = state.position();
      demand--;
      outlet.state(state);
    }
    if (demand > 0 && ending == null && outlet != null && !reading && !waitsForTick) {
      readNext();
    }
  }

  private void readNext() {
    ChangePosition after = missedAfter;
    if (after != null) {
      reading = true;
      var _ =
          states
              .listChanged(topic.owner(), after)
              .whenComplete((page, failure) -> loop.execute(() -> tookPage(page, failure)));
    } else if (!changed.isEmpty()) {
      ShardedId medium = changed.removeFirst();
      reading = true;
      var _ =
          states
              .find(medium)
              .thenApply(found -> found.orElseGet(() -> gone(medium)))
              .whenComplete((state, failure) -> loop.execute(() -> took(medium, state, failure)));
    }
  }

  private void tookPage(@Nullable List<MediumState> page, @Nullable Throwable failure) {
    reading = false;
    if (page == null) {
      failed(failure);
    } else {
      read.addAll(page);
      ChangePosition reached = page.isEmpty() ? last : page.getLast().position();
      if (page.size() == StateReader.PAGE) {
        missedAfter = reached;
      } else {
        missedAfter = missedMore ? reached.minus(LATE_COMMITS) : null;
        missedMore = false;
      }
    }
    send();
  }

  private void took(ShardedId medium, @Nullable MediumState state, @Nullable Throwable failure) {
    reading = false;
    if (state == null) {
      changed.addFirst(medium);
      failed(failure);
    } else {
      tell(state.shownTo(session.account()));
    }
    send();
  }

  private void tell(MediumState state) {
    boolean absent = state.medium().isEmpty();
    if (!absent || !toldOfItsEnd || topic instanceof Topic.AllOf) {
      read.add(state);
    }
    toldOfItsEnd = absent;
  }

  private void failed(@Nullable Throwable failure) {
    LOG.debugf("what has changed cannot be read now: %s", failure);
    waitsForTick = true;
  }

  /** Its row went with its account's. */
  private MediumState gone(ShardedId medium) {
    return new MediumState(medium, topic.owner(), last, Optional.empty());
  }
}
