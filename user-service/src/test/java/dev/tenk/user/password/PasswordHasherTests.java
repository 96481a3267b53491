package dev.tenk.user.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenk.platform.http.ProblemException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PasswordHasherTests {

  private static final Argon2Cost CHEAP = new Argon2Cost(64, 1, 1);
  private static final Duration LONG = Duration.ofSeconds(30);

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final PasswordHasher hasher = new PasswordHasher(CHEAP, 1, 1, LONG, metrics);

  @AfterEach
  void close() {
    hasher.close();
  }

  @Test
  void recognisesThePasswordAndNoOther() {
    // given
    String stored = hasher.hash("correct horse");

    // when, then
    assertThat(stored).startsWith("$argon2id$v=19$m=64,t=1,p=1$");
    assertThat(hasher.verify(Optional.of(stored), "correct horse")).isEqualTo(Verification.MATCH);
    assertThat(hasher.verify(Optional.of(stored), "correct hors")).isEqualTo(Verification.MISMATCH);
    assertThat(hasher.hash("correct horse")).isNotEqualTo(stored);
  }

  @Test
  void comparesInNormalForm() {
    // given: typed with combining accents on one keyboard
    String stored = hasher.hash("cafe\u0301 cre\u0300me");

    // when: typed with composed letters on another
    Verification verification = hasher.verify(Optional.of(stored), "caf\u00E9 cr\u00E8me");

    // then
    assertThat(verification).isEqualTo(Verification.MATCH);
  }

  @Test
  void tellsThatAHashWasMadeAtAnotherCost() {
    // given
    var before = new PasswordHasher(new Argon2Cost(32, 1, 1), 1, 1, LONG, metrics);
    String stored = before.hash("correct horse");
    before.close();

    // when, then
    assertThat(hasher.verify(Optional.of(stored), "correct horse"))
        .isEqualTo(Verification.MATCH_OUTDATED);
    assertThat(hasher.verify(Optional.of(stored), "wrong horse")).isEqualTo(Verification.MISMATCH);
  }

  @Test
  void hashesOnceForKnownAndUnknownAndUnreadable() {
    // given
    String stored = hasher.hash("correct horse");
    long before = hashes();

    // when, then
    assertThat(hasher.verify(Optional.empty(), "any horse")).isEqualTo(Verification.MISMATCH);
    Awaitility.await().until(() -> hashes() == before + 1);
    assertThat(hasher.verify(Optional.of(stored), "any horse")).isEqualTo(Verification.MISMATCH);
    Awaitility.await().until(() -> hashes() == before + 2);
    assertThat(hasher.verify(Optional.of("gone"), "any horse")).isEqualTo(Verification.MISMATCH);
    Awaitility.await().until(() -> hashes() == before + 3);
  }

  @Test
  void answers503WhenTheQueueIsFull() throws InterruptedException {
    // given: one hash running, one waiting
    var release = new CountDownLatch(1);
    var running = new CountDownLatch(1);
    List<Thread> callers = new ArrayList<>();
    try {
      callers.add(
          Thread.startVirtualThread(
              () ->
                  hasher.onPool(
                      () -> {
                        running.countDown();
                        release.await();
                        return true;
                      })));
      running.await();
      callers.add(Thread.startVirtualThread(() -> hasher.onPool(() -> true)));
      Awaitility.await().until(() -> metrics.get("executor.queued").gauge().value() == 1);

      // when, then
      assertThatThrownBy(() -> hasher.hash("correct horse"))
          .isInstanceOfSatisfying(
              ProblemException.class,
              problem -> {
                assertThat(problem.status()).isEqualTo(503);
                assertThat(problem.retryAfter()).contains(Duration.ofSeconds(2));
              });
    } finally {
      release.countDown();
    }
    for (Thread caller : callers) {
      assertThat(caller.join(Duration.ofSeconds(5))).isTrue();
    }
    assertThat(hasher.verify(Optional.empty(), "again")).isEqualTo(Verification.MISMATCH);
  }

  @Test
  void answers503ToWhoWaitedTooLongForAThread() throws InterruptedException {
    // given: the only thread is busy for as long as the test says
    var impatient = new PasswordHasher(CHEAP, 1, 8, Duration.ofMillis(50), metrics);
    var release = new CountDownLatch(1);
    Thread busy = occupy(impatient, release);
    var hashed = new AtomicBoolean();

    // when, then: what never began is refused, and never runs
    assertThatThrownBy(() -> impatient.onPool(() -> hashed.getAndSet(true)))
        .isInstanceOfSatisfying(
            ProblemException.class, problem -> assertThat(problem.status()).isEqualTo(503));

    // when, then: what had begun is waited for, and the thread serves whoever comes next
    release.countDown();
    assertThat(busy.join(LONG)).isTrue();
    Awaitility.await()
        .ignoreException(ProblemException.class)
        .until(() -> impatient.onPool(() -> "next"), "next"::equals);
    assertThat(hashed).isFalse();
    impatient.close();
  }

  @Test
  void answers503AtOnceToWhoWouldWaitTooLong() throws InterruptedException {
    // given: a hash takes a fifth of a second, so some 150 may wait of the 256 that have room
    var slow = new PasswordHasher(CHEAP, 1, 256, LONG, metrics);
    var never = new CountDownLatch(1);
    slow.onPool(() -> never.await(210, TimeUnit.MILLISECONDS));
    var release = new CountDownLatch(1);
    occupy(slow, release);
    List<CompletableFuture<Boolean>> others = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      others.add(
          CompletableFuture.supplyAsync(() -> slow.onPool(() -> true), Thread::startVirtualThread));
    }

    // when, then: who came after those is refused before its turn, though the queue has room
    Awaitility.await()
        .until(() -> slow.waiting() + others.stream().filter(o -> o.isDone()).count() == 200);
    assertThatThrownBy(slow::requireRoom)
        .isInstanceOfSatisfying(
            ProblemException.class, problem -> assertThat(problem.status()).isEqualTo(503));
    assertThat(slow.waiting()).isPositive().isLessThan(160);
    assertThat(others)
        .filteredOn(other -> other.isDone())
        .isNotEmpty()
        .allMatch(other -> other.exceptionNow() instanceof ProblemException);
    release.countDown();
    for (var other : others) {
      other.handle((done, failure) -> true).join();
    }
    slow.close();
  }

  /**
   * Has the only thread busy until told; tries again where the machine was slower than the wait.
   */
  private static Thread occupy(PasswordHasher hasher, CountDownLatch release)
      throws InterruptedException {
    while (true) {
      var running = new CountDownLatch(1);
      Thread busy =
          Thread.startVirtualThread(
              () ->
                  hasher.onPool(
                      () -> {
                        running.countDown();
                        release.await();
                        return true;
                      }));
      while (!running.await(5, TimeUnit.MILLISECONDS)) {
        if (!busy.isAlive()) {
          break;
        }
      }
      if (running.getCount() == 0) {
        return busy;
      }
    }
  }

  private long hashes() {
    return metrics.get("executor").timer().count();
  }
}
