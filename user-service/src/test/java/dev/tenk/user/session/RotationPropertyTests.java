package dev.tenk.user.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.platform.id.ShardedIds;
import dev.tenk.platform.revocation.HeldRevocations;
import dev.tenk.user.Person;
import dev.tenk.user.account.Authenticator;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random interleavings of refreshes, reuse, ends, expiry and losses in Redis, held against {@link
 * SessionModel}: never two live successors, never an ended session alive. A failure names its seed,
 * by which it comes again.
 */
@QuarkusTest
class RotationPropertyTests {

  private static final int STEPS = 40;

  @Inject Authenticator authenticator;
  @Inject SignInLimits limits;
  @Inject SessionRecords records;
  @Inject SessionStore store;
  @Inject SessionEnds ends;
  @Inject RefreshTokens refreshTokens;
  @Inject DeviceTokens deviceTokens;
  @Inject TokenPairs pairs;
  @Inject SessionConfig config;
  @Inject ShardedIds ids;
  @Inject HeldRevocations held;
  @Inject RedisDataSource redis;

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.now().truncatedTo(ChronoUnit.MILLIS));

  static LongStream seeds() {
    return LongStream.concat(LongStream.rangeClosed(1, 40), ThreadLocalRandom.current().longs(10));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  @ActivateRequestContext
  void holdsWhateverTheOrder(long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    RefreshService refreshes =
        new RefreshService(authenticator, records, store, ends, refreshTokens, pairs, now::get);
    SignInService signIns =
        new SignInService(
            authenticator, limits, records, ends, deviceTokens, pairs, config, ids, now::get);
    Supplier<SessionModel> signIn = signIn(signIns, refreshes);
    List<SessionModel> sessions = new ArrayList<>();
    sessions.add(signIn.get());
    for (int step = 0; step < STEPS; step++) {
      String where = "seed %d, step %d".formatted(seed, step);
      SessionModel session = sessions.get(random.nextInt(sessions.size()));
      now.set(now.get().plusMillis(random.nextInt(3_000)));
      switch (random.nextInt(16)) {
        case 0, 1, 2, 3, 4 -> session.refresh(session.head(), now.get(), where);
        case 5, 6 -> session.refresh(session.previous(), now.get(), where);
        case 7 -> session.refresh(session.any(random), now.get(), where);
        case 8 -> refreshAtOnce(session, where);
        case 9 -> now.set(now.get().plus(jump(random)));
        case 10 -> loseInRedis(session);
        case 11 -> session.remember();
        case 12 -> session.putBack();
        case 13 -> {
          if (random.nextInt(3) == 0) {
            endWhileRefreshing(session, where);
          }
        }
        case 14 -> {
          if (random.nextInt(4) == 0) {
            ends.endAll(session.account());
            sessions.forEach(SessionModel::ended);
          }
        }
        default -> {
          if (sessions.size() < 4) {
            sessions.add(signIn.get());
          }
        }
      }
    }
    // then: whatever was ended stays so, and a dead token takes its session with it
    for (SessionModel session : sessions) {
      session.refresh(session.any(random), now.get(), "seed " + seed + ", at the end");
      session.refresh(session.head(), now.get(), "seed " + seed + ", after the end");
      if (session.isEnded() && records.find(session.account(), session.id()).isEmpty()) {
        assertThat(held.isRevoked(session.caller(now.get()))).as("seed %d", seed).isTrue();
      }
    }
  }

  private Supplier<SessionModel> signIn(SignInService signIns, RefreshService refreshes) {
    Person person = Person.member();
    SignIn signIn = new SignIn(person.handle(), person.password(), null);
    return () ->
        new SessionModel(
            refreshes, refreshTokens, redis, signIns.signIn(signIn, SessionModel.client()));
  }

  private void loseInRedis(SessionModel session) {
    redis.key().del(SessionStore.key(session.id()));
    session.lost();
  }

  /** Tabs that refresh at the same moment: all get the same successor. */
  private void refreshAtOnce(SessionModel session, String where) throws Exception {
    String head = session.head();
    List<String> answers =
        allAtOnce(
            Stream.generate(() -> (Callable<String>) () -> session.present(head))
                .limit(3)
                .toList());
    assertThat(answers).as(where).containsOnly(answers.getFirst());
    session.answered(head, answers.getFirst(), now.get(), where);
  }

  /** Whoever comes first, the session has ended afterwards. */
  private void endWhileRefreshing(SessionModel session, String where) throws Exception {
    String head = session.head();
    List<String> answers =
        allAtOnce(
            List.of(
                () -> session.present(head),
                () -> String.valueOf(ends.end(session.account(), session.id()))));
    session.ended();
    session.refresh(head, now.get(), where);
    if (!answers.getFirst().equals(SessionModel.REFUSED)) {
      session.refresh(answers.getFirst(), now.get(), where);
    }
  }

  private static List<String> allAtOnce(List<Callable<String>> calls) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<String> answers = new ArrayList<>();
      for (Future<String> call : threads.invokeAll(calls)) {
        answers.add(call.get());
      }
      return answers;
    }
  }

  private static Duration jump(SplittableRandom random) {
    return switch (random.nextInt(6)) {
      case 0, 1 -> Duration.ofSeconds(11);
      case 2, 3 -> Duration.ofMinutes(5);
      case 4 -> Duration.ofDays(10);
      default -> Duration.ofDays(random.nextInt(4) == 0 ? 14 : 1);
    };
  }
}
