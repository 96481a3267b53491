package dev.tenk.user.password;

import dev.tenk.platform.http.ProblemException;
import dev.tenk.user.text.CaseFolding;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ExecutorServiceMetrics;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Hashes passwords with argon2id on a few platform threads of its own, so that a wave of sign-ins
 * costs neither the event loop nor the carriers of virtual threads, and memory stays bounded.
 *
 * <p>Nobody waits longer than {@link PasswordConfig#maxWait()} for a thread: whoever would by what
 * hashes took lately is refused at once, and who does all the same is refused then. Callers ask
 * {@link #requireRoom()} before any other work, so that refusals cost next to nothing; a wave of
 * them would else take the processors from the hashes that were accepted.
 *
 * <p>An unknown account costs the same hash as a known one: callers pass an empty stored hash.
 * Passwords are compared in NFKC, so that any keyboard can type them.
 */
@Singleton
public class PasswordHasher {

  private static final Logger LOG = Logger.getLogger(PasswordHasher.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final SecureRandom random = new SecureRandom();
  private final Argon2Cost cost;
  private final PhcHash nobody;
  private final ThreadLocal<Argon2id> argon2 = ThreadLocal.withInitial(Argon2id::new);
  private final ThreadPoolExecutor pool;
  private final ExecutorService measured;
  private final Duration maxWait;

  /**
   * Of the last hashes, the newest weighing an eighth; a lost update between threads is harmless.
   */
  @SuppressWarnings("NonAtomicVolatileUpdate")
  private volatile long meanNanos;

  @Inject
  PasswordHasher(PasswordConfig config, MeterRegistry metrics) {
    this(
        new Argon2Cost(config.memoryKibibytes(), config.iterations(), config.parallelism()),
        config.hashThreads().orElse(Runtime.getRuntime().availableProcessors()),
        config.hashQueue(),
        config.maxWait(),
        metrics);
  }

  PasswordHasher(Argon2Cost cost, int threads, int queue, Duration maxWait, MeterRegistry metrics) {
    this.cost = cost;
    this.maxWait = maxWait;
    this.nobody = new PhcHash(cost, random(PhcHash.SALT_BYTES), random(PhcHash.HASH_BYTES));
    this.pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(queue),
            Thread.ofPlatform().daemon().name("password-", 0).factory());
    this.measured = ExecutorServiceMetrics.monitor(metrics, pool, "password", List.of());
  }

  /**
   * A new hash of the password, as a PHC string. Blocks for one hash: call it on a virtual thread
   * and outside a transaction.
   *
   * @throws ProblemException 503 when too many hashes wait
   */
  public String hash(String password) {
    byte[] salt = random(PhcHash.SALT_BYTES);
    return onPool(
        () -> new PhcHash(cost, salt, derive(cost, password, salt, PhcHash.HASH_BYTES)).toString());
  }

  /**
   * Compares a password with a stored hash, in the time of one hash whatever the outcome. Blocks:
   * call it on a virtual thread and outside a transaction.
   *
   * @param stored the account's PHC string, or empty where there is no account
   * @throws ProblemException 503 when too many hashes wait
   */
  public Verification verify(Optional<String> stored, String password) {
    Optional<PhcHash> parsed = stored.flatMap(PhcHash::parse);
    if (stored.isPresent() && parsed.isEmpty()) {
      LOG.error("a stored password hash is not readable, or its cost is out of bounds");
    }
    PhcHash expected = parsed.orElse(nobody);
    byte[] salt = expected.salt();
    int length = expected.hash().length;
    byte[] actual = onPool(() -> derive(expected.cost(), password, salt, length));
    if (!MessageDigest.isEqual(actual, expected.hash())) {
      return Verification.MISMATCH;
    }
    return expected.cost().equals(cost) ? Verification.MATCH : Verification.MATCH_OUTDATED;
  }

  /**
   * Refuses work that ends in a hash which would wait too long. Never blocks.
   *
   * @throws ProblemException 503 when too many hashes wait
   */
  public void requireRoom() {
    int waiting = pool.getQueue().size();
    if (pool.getQueue().remainingCapacity() == 0
        || waiting * meanNanos / pool.getMaximumPoolSize() > maxWait.toNanos()) {
      throw busy();
    }
  }

  <T> T onPool(Callable<T> work) {
    requireRoom();
    var begun = new AtomicBoolean();
    Future<T> result = submit(() -> timed(begun, work));
    try {
      try {
        return result.get(maxWait.toNanos(), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        if (begun.compareAndSet(false, true)) {
          pool.remove((Runnable) result);
          throw busy();
        }
        return result.get();
      }
    } catch (InterruptedException e) {
      result.cancel(true);
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while hashing", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("hashing failed", e.getCause());
    }
  }

  private <T> Future<T> submit(Callable<T> work) {
    try {
      return measured.submit(work);
    } catch (RejectedExecutionException e) {
      throw busy();
    }
  }

  /** Runs the work unless its caller has given up, and remembers how long such work takes. */
  private <T> T timed(AtomicBoolean begun, Callable<T> work) throws Exception {
    if (!begun.compareAndSet(false, true)) {
      throw new CancellationException();
    }
    long begin = System.nanoTime();
    T done = work.call();
    long nanos = System.nanoTime() - begin;
    meanNanos = meanNanos == 0 ? nanos : meanNanos + (nanos - meanNanos) / 8;
    return done;
  }

  private static ProblemException busy() {
    return ProblemException.unavailable(
        "hashing-busy", "Too many people are signing in at this moment.", RETRY_AFTER);
  }

  int active() {
    return pool.getActiveCount();
  }

  int waiting() {
    return pool.getQueue().size();
  }

  private byte[] derive(Argon2Cost cost, String password, byte[] salt, int hashBytes) {
    return argon2.get().hash(cost, bytes(password), salt, hashBytes);
  }

  private static byte[] bytes(String password) {
    return CaseFolding.nfkc(password).getBytes(StandardCharsets.UTF_8);
  }

  private byte[] random(int bytes) {
    byte[] random = new byte[bytes];
    this.random.nextBytes(random);
    return random;
  }

  @PreDestroy
  void close() {
    pool.shutdownNow();
  }
}
