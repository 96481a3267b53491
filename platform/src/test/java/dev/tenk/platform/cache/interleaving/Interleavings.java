package dev.tenk.platform.cache.interleaving;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs a few actors one at a time and decides at each of their steps who goes on: once in every
 * order there is, or in many that are drawn from a seed. The same choices make the same run.
 *
 * <p>An actor's step is whatever it does between two calls of {@link Run#step()}.
 */
public final class Interleavings {

  private Interleavings() {}

  /**
   * Every order, at most so many.
   *
   * @param scenario adds its actors to a run, and answers what is checked after it
   * @return how many there were
   */
  public static int all(int most, Function<Run, Runnable> scenario) {
    List<int[]> path = new ArrayList<>(); // chosen, of how many
    int runs = 0;
    do {
      execute(scenario, new Replay(path));
      runs++;
      while (!path.isEmpty() && path.getLast()[0] + 1 == path.getLast()[1]) {
        path.removeLast();
      }
      if (!path.isEmpty()) {
        path.getLast()[0]++;
      }
    } while (!path.isEmpty() && runs < most);
    return runs;
  }

  /** Orders that are drawn. */
  public static void some(int count, long seed, Function<Run, Runnable> scenario) {
    for (int i = 0; i < count; i++) {
      var random = new Random(seed + i);
      execute(scenario, random::nextInt);
    }
  }

  private interface Choice {
    int of(int alternatives);
  }

  private static final class Replay implements Choice {
    private final List<int[]> path;
    private int depth;

    Replay(List<int[]> path) {
      this.path = path;
    }

    @Override
    public int of(int alternatives) {
      if (depth == path.size()) {
        path.add(new int[] {0, alternatives});
      }
      return path.get(depth++)[0];
    }
  }

  private static void execute(Function<Run, Runnable> scenario, Choice choice) {
    var run = new Run();
    Runnable check = scenario.apply(run);
    run.execute(choice);
    try {
      check.run();
    } catch (AssertionError e) {
      throw new AssertionError("in the order " + run.order() + ": " + e.getMessage(), e);
    }
  }

  /** One order. */
  public static final class Run {

    private final List<Actor> actors = new ArrayList<>();
    private final Semaphore turn = new Semaphore(0);
    private final Deque<String> order = new ArrayDeque<>();
    private volatile @Nullable Throwable failure;
    private final ThreadLocal<@Nullable Actor> me = new ThreadLocal<>();

    /** Something that happens in steps, from the beginning on. */
    public void actor(String name, Runnable body) {
      actor(name, () -> true, body);
    }

    /** Something that does not begin before the condition holds. */
    public void actor(String name, BooleanSupplier when, Runnable body) {
      actors.add(new Actor(name, when, body));
    }

    /** The next step of the actor that calls; nothing for others. */
    public void step() {
      Actor actor = me.get();
      if (actor != null) {
        actor.park();
      }
    }

    String order() {
      return order.stream().collect(Collectors.joining(" "));
    }

    private void execute(Choice choice) {
      actors.forEach(Actor::start);
      while (true) {
        List<Actor> able = actors.stream().filter(Actor::isAble).toList();
        if (able.isEmpty()) {
          break;
        }
        Actor next = able.size() == 1 ? able.getFirst() : able.get(choice.of(able.size()));
        order.add(next.name);
        next.go.release();
        take(turn);
      }
      actors.forEach(Actor::end);
      Throwable failed = failure;
      if (failed != null) {
        throw new AssertionError("in the order " + order(), failed);
      }
    }

    private static void take(Semaphore semaphore) {
      try {
        if (!semaphore.tryAcquire(20, TimeUnit.SECONDS)) {
          throw new AssertionError("an actor does not go on");
        }
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    private final class Actor {
      private final String name;
      private final BooleanSupplier when;
      private final Thread thread;
      private final Semaphore go = new Semaphore(0);
      private volatile boolean begun;
      private volatile boolean ended;
      private volatile boolean abandoned;

      Actor(String name, BooleanSupplier when, Runnable body) {
        this.name = name;
        this.when = when;
        this.thread = Thread.ofVirtual().name(name).unstarted(() -> run(body));
      }

      void start() {
        thread.start();
      }

      boolean isAble() {
        return !ended && (begun || when.getAsBoolean());
      }

      /** One whose condition never came true. */
      void end() {
        if (!ended) {
          abandoned = true;
          go.release();
        }
      }

      private void run(Runnable body) {
        me.set(this);
        go.acquireUninterruptibly();
        if (abandoned) {
          return;
        }
        begun = true;
        try {
          body.run();
        } catch (Throwable e) {
          failure = e;
        } finally {
          ended = true;
          turn.release();
        }
      }

      private void park() {
        turn.release();
        go.acquireUninterruptibly();
      }
    }
  }
}
