package dev.tenk.media.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.media.medium.ChangePosition;
import dev.tenk.media.medium.MediumState;
import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.id.ShardedIds;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SubscriberTest {

  private static final Instant BEGAN = Instant.parse("2026-01-01T00:00:00Z");

  private final ShardedIds ids = new ShardedIds(InstantSource.system(), new SecureRandom());
  private final ShardedId owner = ids.newOwner();
  private final Recorder recorder = new Recorder();
  private final Table table = new Table();

  @Test
  void sendsNoMoreThanTheClientHasRoomFor() {
    Subscriber subscriber = attached(null);
    ShardedId first = table.add(1);
    ShardedId second = table.add(2);

    subscriber.changed(first);
    subscriber.changed(second);
    assertThat(recorder.sent).isEmpty();

    subscriber.demand(2, BEGAN); // one for the opening
    assertThat(recorder.sent).containsExactly(first);
    subscriber.demand(1, BEGAN);
    assertThat(recorder.sent).containsExactly(first, second);
  }

  @Test
  void tellsASlowReaderTheLastStateOfEachOnce() {
    Subscriber subscriber = attached(null);
    ShardedId one = table.add(1);

    subscriber.changed(one);
    subscriber.changed(one);
    subscriber.changed(one);
    subscriber.demand(10, BEGAN);

    assertThat(recorder.sent).containsExactly(one);
  }

  @Test
  void readsFromTheDatabaseWhatNoLongerFitsTheBuffer() {
    Subscriber subscriber = attached(null);
    List<ShardedId> many = Stream.generate(() -> table.add(1)).limit(200).toList();

    many.forEach(subscriber::changed);
    subscriber.demand(1_000, BEGAN);

    assertThat(recorder.sent).containsAll(many);
    assertThat(table.largestPage).isEqualTo(StateReader.PAGE);
  }

  @Test
  void goesOnAMinuteBeforeWhatWasSeen() {
    ShardedId old = table.add(-120);
    ShardedId late = table.add(-59);
    ShardedId recent = table.add(-1);

    Subscriber subscriber = attached(ChangePosition.of(BEGAN));
    subscriber.demand(10, BEGAN);

    assertThat(recorder.sent).containsExactly(late, recent).doesNotContain(old);
  }

  @Test
  void triesAgainWhenTheDatabaseIsBack() {
    Subscriber subscriber = attached(null);
    ShardedId one = table.add(1);
    table.away = true;
    subscriber.demand(2, BEGAN);
    subscriber.changed(one);
    assertThat(recorder.sent).isEmpty();

    table.away = false;
    subscriber.tick(BEGAN.plusSeconds(1), false);

    assertThat(recorder.sent).containsExactly(one);
  }

  @Test
  void breaksTheSilence() {
    Subscriber subscriber = attached(null);
    subscriber.demand(3, BEGAN);

    subscriber.tick(BEGAN.plusSeconds(14), false);
    assertThat(recorder.heartbeats).isZero();
    subscriber.tick(BEGAN.plusSeconds(15), false);
    subscriber.tick(BEGAN.plusSeconds(16), false);
    assertThat(recorder.heartbeats).isEqualTo(1);
  }

  @Test
  void cutsOffWhoDoesNotRead() {
    Subscriber subscriber = attached(null);

    subscriber.tick(BEGAN.plusSeconds(30), false);
    assertThat(recorder.cut).isFalse();
    subscriber.tick(BEGAN.plusSeconds(31), false);

    assertThat(recorder.cut).isTrue();
    assertThat(subscriber.ending()).isEqualTo(Ending.STALLED);
  }

  @Test
  void endsWithItsSessionAndOnce() {
    Subscriber subscriber = attached(null);
    subscriber.demand(2, BEGAN);

    subscriber.tick(BEGAN.plusSeconds(1), true);
    subscriber.end(Ending.LEFT);

    assertThat(subscriber.ending()).isEqualTo(Ending.REVOKED);
    assertThat(recorder.completions).isEqualTo(1);
    assertThat(recorder.ends).isEqualTo(1);
  }

  @Test
  void opensAndEndsAtOnceWhereTheProcessEnds() {
    Subscriber subscriber = subscriber(null);
    subscriber.end(Ending.DRAINED);

    subscriber.attach(recorder, Duration.ofSeconds(2));

    assertThat(recorder.opened).isTrue();
    assertThat(recorder.completions).isEqualTo(1);
  }

  @Test
  void tellsAStrangerOfWhatIsHiddenAsOfItsEndAndOnce() {
    ShardedId hidden = table.add(1); // shown to a stranger as every absent one
    var one = new Topic.One(owner, hidden);
    Subscriber subscriber = subscriber(one, null);
    subscriber.attach(recorder, Duration.ofSeconds(2));
    subscriber.demand(10, BEGAN);

    subscriber.changed(hidden);
    subscriber.changed(hidden);

    assertThat(recorder.sent).containsExactly(hidden);
  }

  private Subscriber attached(@Nullable ChangePosition seen) {
    Subscriber subscriber = subscriber(seen);
    subscriber.attach(recorder, Duration.ofSeconds(2));
    return subscriber;
  }

  private Subscriber subscriber(@Nullable ChangePosition seen) {
    return subscriber(new Topic.AllOf(owner), seen);
  }

  private Subscriber subscriber(Topic topic, @Nullable ChangePosition seen) {
    StreamConfig config =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(StreamConfig.class)
            .build()
            .getConfigMapping(StreamConfig.class);
    return new Subscriber(
        topic,
        new Session("party", Optional.empty(), BEGAN),
        seen,
        Runnable::run,
        table,
        config,
        ended -> recorder.ends++);
  }

  private final class Table implements StateReader {

    private final List<MediumState> states = new ArrayList<>();
    private boolean away;
    private int largestPage;

    ShardedId add(long secondsAfterBegin) {
      ShardedId id = ids.newOwnedBy(owner);
      var position = new ChangePosition(BEGAN.plusSeconds(secondsAfterBegin), id.value());
      states.add(new MediumState(id, owner, position, Optional.empty()));
      return id;
    }

    @Override
    public CompletionStage<Optional<MediumState>> find(ShardedId medium) {
      return away
          ? CompletableFuture.failedStage(new IllegalStateException("away"))
          : CompletableFuture.completedStage(
              states.stream().filter(state -> state.id().equals(medium)).findAny());
    }

    @Override
    public CompletionStage<List<MediumState>> listChanged(ShardedId of, ChangePosition after) {
      List<MediumState> page =
          states.stream()
              .filter(state -> compare(state.position(), after) > 0)
              .sorted((one, other) -> compare(one.position(), other.position()))
              .limit(PAGE)
              .toList();
      largestPage = Math.max(largestPage, page.size());
      return CompletableFuture.completedStage(page);
    }

    private static int compare(ChangePosition one, ChangePosition other) {
      int times = one.at().compareTo(other.at());
      return times == 0 ? one.id().compareTo(other.id()) : times;
    }
  }

  private static final class Recorder implements Outlet {

    private final List<ShardedId> sent = new ArrayList<>();
    private boolean opened;
    private boolean cut;
    private int heartbeats;
    private int completions;
    private int ends;

    @Override
    public void open(Duration retry, String position) {
      opened = true;
    }

    @Override
    public void state(MediumState state) {
      sent.add(state.id());
    }

    @Override
    public void heartbeat() {
      heartbeats++;
    }

    @Override
    public void complete() {
      completions++;
    }

    @Override
    public void cut() {
      cut = true;
    }
  }
}
