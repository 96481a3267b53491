package dev.tenk.platform.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.platform.cache.codec.RecordCodec;
import dev.tenk.platform.cache.deadline.Deadlines;
import dev.tenk.platform.cache.interleaving.Interleavings;
import dev.tenk.platform.cache.memory.Coherence;
import dev.tenk.platform.cache.shared.Change;
import dev.tenk.platform.cache.shared.InvalidationStream;
import dev.tenk.platform.cache.shared.Lease;
import dev.tenk.platform.cache.shared.RedisCircuit;
import dev.tenk.platform.cache.shared.RedisTier;
import dev.tenk.platform.cache.shared.SharedTier;
import dev.tenk.platform.cache.shared.Taken;
import dev.tenk.platform.redis.OwnRedis;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Loads, a change, its invalidation, the replay of the log, the loss of keys and of the link, in
 * every order of their steps: afterwards nobody gets the value of before. The scripts are Redis's
 * own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("long")
class CoherenceInterleavingTest {

  private static final Duration TOMBSTONE = Duration.ofSeconds(20);
  private static final String OLD = "old";
  private static final String NEW = "new";

  private final CacheConfig config =
      Settings.of(
          "redis-patience", "20S",
          "redis-timeout", "20S",
          "policies.things.memory-ttl", "1H",
          "policies.things.redis-ttl", "1H",
          "policies.things.refresh-ahead", "0",
          "policies.things.lease-patience", "0S",
          "policies.things.load-timeout", "1M");

  private final Deadlines deadlines = new Deadlines(Runnable::run);
  private OwnRedis redis;
  private RedisTier tier;
  private int number;

  @BeforeAll
  void open() {
    redis = new OwnRedis();
    tier =
        new RedisTier(
            redis.client(),
            Runnable::run,
            "c:",
            new InvalidationStream("told", "test"),
            new RedisCircuit(System::nanoTime),
            deadlines,
            Duration.ofSeconds(20),
            new SimpleMeterRegistry());
  }

  @AfterAll
  void close() {
    redis.close();
    deadlines.close();
  }

  record Thing(String text) {}

  /** A database with a replica, two pods, and a change of one thing. */
  private final class World {

    final Interleavings.Run run;
    final String key = "k" + number++;
    final AtomicLong time = new AtomicLong();
    final AtomicLong told = new AtomicLong();
    final Coherence link; // of the reader
    final TieredCache<String, Thing> writer;
    final TieredCache<String, Thing> reader;
    final UUID version = UUID.randomUUID();
    volatile String primary = OLD;
    volatile String replica = OLD;
    volatile boolean heard;

    World(Interleavings.Run run) {
      this.run = run;
      this.link = new Coherence(time::get);
      this.writer = cache(new Coherence(time::get));
      this.reader = cache(link);
      time.addAndGet(TOMBSTONE.toNanos() * 2); // both pods have been linked for long
    }

    private TieredCache<String, Thing> cache(Coherence coherence) {
      coherence.linked();
      return new TieredCache<>(
          CacheDeclaration.of(
              "things",
              CacheKeys.text(),
              RecordCodec.of(Thing.class),
              thing -> 1,
              ignored -> Optional.empty()),
          new CacheEngines(
              config,
              new Stepping(run, tier),
              coherence,
              new Reads(),
              Runnable::run,
              Runnable::run,
              deadlines,
              new SimpleMeterRegistry(),
              time::get));
    }

    /** A load reads the replica unless it must see the newest. */
    private final class Reads implements ReadPositions {

      @Override
      @SuppressWarnings("unchecked") // the loader's own type
      public <T> Seen<T> read(ReadNeed need, Callable<T> load) {
        run.step();
        String text = need instanceof ReadNeed.Newest ? primary : replica;
        run.step();
        return new Seen<>((T) Optional.of(new Thing(text)), null);
      }
    }

    void reads(String name, TieredCache<String, Thing> pod) {
      run.actor(name, () -> Pod.join(pod.get(key).toCompletableFuture()));
    }

    /** In one pod, one after the other: at once the second would wait for the first. */
    void readsTwice() {
      var first = new AtomicLong();
      run.actor(
          "read",
          () -> {
            Pod.join(reader.get(key).toCompletableFuture());
            first.incrementAndGet();
          });
      run.actor(
          "read again",
          () -> first.get() > 0,
          () -> Pod.join(reader.get(key).toCompletableFuture()));
    }

    void changes() {
      run.actor(
          "change",
          () -> {
            primary = NEW;
            run.step();
            writer.drop(key);
            var change = new Change("things", key, version, 0);
            Pod.join(
                new Stepping(run, tier)
                    .invalidate(List.of(change), TOMBSTONE)
                    .toCompletableFuture());
            told.incrementAndGet();
            run.step();
            writer.drop(key);
          });
      run.actor("told", () -> told.get() > 0 && link.isLinked(), this::hears);
    }

    private void hears() {
      if (!heard) {
        heard = true;
        reader.heard(new Change("things", key, version, 0), Duration.ZERO);
      }
    }

    /** The reader's link is lost and comes back, and makes up for what was told meanwhile. */
    void losesTheLink() {
      run.actor(
          "link",
          () -> {
            link.lost();
            run.step();
            if (told.get() > 0) {
              hears();
            }
            run.step();
            link.resumed();
          });
    }

    void replays() {
      run.actor("replay", () -> primary.equals(NEW), () -> replica = NEW);
    }

    /** The lag of replicas is less than the life of a tombstone. */
    void timePasses() {
      run.actor(
          "time",
          () -> replica.equals(NEW) && told.get() > 0,
          () -> time.addAndGet(TOMBSTONE.toNanos()));
    }

    /** Redis forgets the key: an eviction, or the end of its life. */
    void forgets() {
      run.actor(
          "loss",
          () ->
              Pod.join(
                  redis
                      .client()
                      .send(Request.cmd(Command.DEL).arg("c:things:" + key))
                      .map(answer -> true)
                      .toCompletionStage()
                      .toCompletableFuture()));
    }

    void check() {
      assertThat(get(writer)).as("the pod that wrote").isEqualTo(NEW);
      assertThat(get(reader)).as("the other pod").isEqualTo(NEW);
    }

    private String get(TieredCache<String, Thing> pod) {
      Thing thing = Pod.join(pod.get(key).toCompletableFuture()).value();
      return thing == null ? "" : thing.text();
    }
  }

  @Test
  void aLoadBesideAChangeInEveryOrder() {
    // when
    int orders =
        Interleavings.all(
            20_000,
            run -> {
              var world = new World(run);
              world.reads("read", world.reader);
              world.changes();
              return world::check;
            });

    // then
    assertThat(orders).isBetween(100, 19_999);
  }

  @Test
  void aLoadBesideAChangeWhileRedisLosesTheKey() {
    // when
    int orders =
        Interleavings.all(
            3_000,
            run -> {
              var world = new World(run);
              world.reads("read", world.reader);
              world.changes();
              world.forgets();
              return world::check;
            });

    // then
    assertThat(orders).isGreaterThan(500);
  }

  @Test
  void loadsBesideAChangeWhileTheLinkIsLostAndResumed() {
    Interleavings.some(
        3_000,
        20261201,
        run -> {
          var world = new World(run);
          world.readsTwice();
          world.changes();
          world.losesTheLink();
          return world::check;
        });
  }

  @Test
  void loadsInBothPodsWhileTheReplicaLagsAndTombstonesEnd() {
    Interleavings.some(
        1_500,
        20260101,
        run -> {
          var world = new World(run);
          world.reads("read", world.reader);
          world.reads("read where it was written", world.writer);
          world.changes();
          world.replays();
          world.timePasses();
          return world::check;
        });
  }

  @Test
  void loadsBesideAGapWhileTheReplicaLagsAndTombstonesEnd() {
    Interleavings.some(
        1_500,
        20261202,
        run -> {
          var world = new World(run);
          world.readsTwice();
          world.changes();
          world.losesTheLink();
          world.replays();
          world.timePasses();
          return world::check;
        });
  }

  @Test
  void aReplicaThatDoesNotFollowIsNotReadAfterAnInvalidation() {
    Interleavings.some(
        500,
        7,
        run -> {
          var world = new World(run);
          world.reads("read", world.reader);
          world.reads("read where it was written", world.writer);
          world.changes();
          return world::check;
        });
  }

  /** A tier each of whose calls is a step, and whose answers come a step later. */
  private record Stepping(Interleavings.Run run, SharedTier inner) implements SharedTier {

    private <T> CompletionStage<T> step(CompletionStage<T> answer) {
      T given = Pod.join(answer.toCompletableFuture());
      run.step();
      return CompletableFuture.completedFuture(given);
    }

    @Override
    public CompletionStage<Taken> take(String key, @Nullable Lease lease) {
      run.step();
      return step(inner.take(key, lease));
    }

    @Override
    public CompletionStage<List<Taken>> takeAll(List<String> keys, @Nullable Lease lease) {
      run.step();
      return step(inner.takeAll(keys, lease));
    }

    @Override
    public CompletionStage<Boolean> fill(
        String key, String token, byte[] value, Duration fresh, Duration kept) {
      run.step();
      return step(inner.fill(key, token, value, fresh, kept));
    }

    @Override
    public CompletionStage<Void> release(String key, String token) {
      run.step();
      return step(inner.release(key, token));
    }

    @Override
    public CompletionStage<Void> invalidate(List<Change> changes, Duration tombstone) {
      run.step();
      return inner.invalidate(changes, tombstone);
    }

    @Override
    public CompletionStage<Boolean> retract(Change change, Duration tombstone) {
      run.step();
      return inner.retract(change, tombstone);
    }

    @Override
    public boolean isAvailable() {
      return true;
    }
  }
}
