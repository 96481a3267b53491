package dev.tenk.platform.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenk.platform.cache.codec.RecordCodec;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GatheredLoadsTest {

  private static final int MOST = 16;
  private static final String NONE = "none";

  private final Queue<Runnable> work = new ArrayDeque<>();
  private final List<List<String>> queries = new ArrayList<>();
  private final List<CompletableFuture<Boolean>> pauses = new ArrayList<>();

  @Test
  void oneIsLoadedAtOnce() {
    // given
    var loads = loads(1, this::query);

    // when
    var loaded = loads.load("a").toCompletableFuture();
    run();

    // then
    assertThat(loaded.join().value()).contains(new Pod.Thing("A"));
    assertThat(queries).containsExactly(List.of("a"));
  }

  @Test
  void thoseThatWaitAreLoadedByOneQuery() {
    // given
    var loads = loads(1, this::query);

    // when
    var loaded =
        IntStream.range(0, 20).mapToObj(i -> loads.load("k" + i).toCompletableFuture()).toList();
    run();

    // then
    assertThat(queries).extracting(List::size).containsExactly(MOST, 4);
    assertThat(loaded)
        .extracting(one -> one.join().value().orElseThrow().text())
        .isEqualTo(IntStream.range(0, 20).mapToObj(i -> "K" + i).toList());
  }

  @Test
  void whatThereIsNotIsEmptyAndAKeyAskedForTwiceIsReadOnce() {
    // given
    var loads = loads(1, this::query);

    // when
    var none = loads.load(NONE).toCompletableFuture();
    var first = loads.load("a").toCompletableFuture();
    var second = loads.load("a").toCompletableFuture();
    run();

    // then
    assertThat(none.join().value()).isEmpty();
    assertThat(first.join().value()).isEqualTo(second.join().value()).isPresent();
    assertThat(queries).containsExactly(List.of(NONE, "a"));
  }

  @Test
  void theFaultOfOneIsNotThatOfItsNeighbours() {
    // given
    var loads =
        loads(
            1,
            keys -> {
              if (keys.contains("broken")) {
                throw new IllegalStateException("a row that nobody can read");
              }
              return query(keys);
            });

    // when
    var good = loads.load("good").toCompletableFuture();
    var broken = loads.load("broken").toCompletableFuture();
    run();

    // then
    assertThat(good.join().value()).contains(new Pod.Thing("GOOD"));
    assertThatThrownBy(broken::join).hasRootCauseMessage("a row that nobody can read");
  }

  @Test
  void isTheSameAfterAFault() {
    // given
    var faults = new AtomicInteger(1);
    var loads =
        loads(
            1,
            keys -> {
              if (faults.getAndDecrement() > 0) {
                throw new IllegalStateException("away");
              }
              return query(keys);
            });
    loads.load("a");
    run();

    // when
    var loaded = loads.load("a").toCompletableFuture();
    run();

    // then
    assertThat(loaded.join().value()).isPresent();
  }

  @Test
  void refusesToBeginNone() {
    assertThatThrownBy(() -> loads(0, this::query))
        .hasMessage("the cache things needs at least one load in flight");
  }

  @Test
  void thoseBehindAQueryThatDoesNotEndAreLoadedInTime() {
    // given
    var loads = new AtomicReference<GatheredLoads<String, Pod.Thing>>();
    loads.set(
        loads(
            1,
            keys -> {
              if (keys.contains("stuck")) {
                // when
                var behind = loads.get().load("behind").toCompletableFuture();
                run();
                assertThat(behind).isNotDone();
                pauses.removeLast().complete(true);
                run();

                // then
                assertThat(behind).isCompleted();
              }
              return query(keys);
            }));
    var stuck = loads.get().load("stuck").toCompletableFuture();
    run();
    assertThat(stuck.join().value()).isPresent();
    assertThat(queries).containsExactly(List.of("behind"), List.of("stuck"));
  }

  @Test
  void noMoreBeginAsLongAsQueriesEnd() {
    // given
    var loads = loads(1, this::query);
    loads.load("a");
    loads.load("b");
    run();
    var next = loads.load("c").toCompletableFuture();
    loads.load("d");

    // when
    pauses.getFirst().complete(true);

    // then
    assertThat(work).hasSize(1);
    assertThat(next).isNotDone();
  }

  @Test
  void everyoneIsAnsweredWhateverComesTogetherAndOnlySoManyQueriesAreInFlight() throws Exception {
    // given
    var inFlight = new AtomicInteger();
    var mostInFlight = new AtomicInteger();
    Function<Collection<String>, Map<String, Pod.Thing>> query =
        keys -> {
          mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
          Thread.yield();
          inFlight.decrementAndGet();
          return found(keys);
        };
    var waits = new ConcurrentLinkedQueue<CompletableFuture<?>>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        ExecutorService callers = Executors.newFixedThreadPool(4)) {
      var loads =
          new GatheredLoads<>(
              declaration(query),
              ReadPositions.ofOneServer(),
              threads,
              threads,
              2,
              CompletableFuture<Boolean>::new);

      // when
      for (int caller = 0; caller < 4; caller++) {
        int number = caller;
        callers.execute(
            () -> {
              for (int i = 0; i < 5_000; i++) {
                waits.add(loads.load(number + "-" + i).toCompletableFuture());
              }
            });
      }
      callers.shutdown();
      assertThat(callers.awaitTermination(30, TimeUnit.SECONDS)).isTrue();

      // then
      CompletableFuture<Void> all =
          CompletableFuture.allOf(waits.toArray(CompletableFuture<?>[]::new));
      assertThat(all).succeedsWithin(Duration.ofSeconds(30));
      assertThat(waits).hasSize(20_000);
      assertThat(mostInFlight).hasValueBetween(1, 2);
    }
  }

  private GatheredLoads<String, Pod.Thing> loads(
      int mostAtOnce, Function<Collection<String>, Map<String, Pod.Thing>> query) {
    return new GatheredLoads<>(
        declaration(query),
        ReadPositions.ofOneServer(),
        work::add,
        work::add,
        mostAtOnce,
        this::pause);
  }

  private static CacheDeclaration<String, Pod.Thing> declaration(
      Function<Collection<String>, Map<String, Pod.Thing>> query) {
    return CacheDeclaration.of(
            "things",
            CacheKeys.text(),
            RecordCodec.of(Pod.Thing.class),
            thing -> 1,
            key -> Optional.ofNullable(query.apply(List.of(key)).get(key)))
        .withLoadAll(MOST, query);
  }

  private Map<String, Pod.Thing> query(Collection<String> keys) {
    queries.add(List.copyOf(keys));
    return found(keys);
  }

  private static Map<String, Pod.Thing> found(Collection<String> keys) {
    return keys.stream()
        .filter(key -> !key.equals(NONE))
        .collect(
            Collectors.toMap(
                Function.identity(), key -> new Pod.Thing(key.toUpperCase(Locale.ROOT))));
  }

  private CompletableFuture<Boolean> pause() {
    var pause = new CompletableFuture<Boolean>();
    pauses.add(pause);
    return pause;
  }

  /** What an executor would have run by now. */
  private void run() {
    for (Runnable next = work.poll(); next != null; next = work.poll()) {
      next.run();
    }
  }
}
