package dev.tenk.user.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.id.ShardedIds;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.Mailer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The relay on a queue of its own, beside that of the service. */
@QuarkusTest
class MailRelayTests {

  private static final String ADDRESS = "somebody@mail.example";

  @Inject AgroalDataSource database;
  @Inject ShardedIds ids;

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final List<String> delivered = new CopyOnWriteArrayList<>();

  @Test
  void triesAgainUntilTheServerTakesTheMail() throws Exception {
    // given: a server that refuses twice
    AtomicInteger refusals = new AtomicInteger(2);
    Memory queue = queueOfOne();

    // when
    MailRelay relay = start(queue, server(refusals), InstantSource.system());
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(queue.deleted).hasSize(1));
    relay.stop(new ShutdownEvent());

    // then
    assertThat(delivered).containsExactly(ADDRESS);
    assertThat(queue.pauses).containsExactly(Duration.ofSeconds(10), Duration.ofSeconds(20));
    assertThat(metrics.counter("tenk.mail.failed").count()).isEqualTo(2);
    assertThat(metrics.counter("tenk.mail.sent").count()).isEqualTo(1);
  }

  @Test
  void givesUpAMailThatNobodyTakesForDays() throws Exception {
    // given: a server that always refuses, and a mail of three days ago
    Memory queue = queueOfOne();
    Instant later = Instant.now().plus(Duration.ofDays(3));

    // when
    MailRelay relay =
        start(queue, server(new AtomicInteger(Integer.MAX_VALUE)), InstantSource.fixed(later));
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(queue.deleted).hasSize(1));
    relay.stop(new ShutdownEvent());

    // then
    assertThat(metrics.counter("tenk.mail.given.up").count()).isEqualTo(1);
    assertThat(delivered).isEmpty();
  }

  @Test
  void sendsNothingWhereThereIsNobodyToWriteTo() throws Exception {
    // given
    Memory queue = queueOfOne();

    // when
    MailRelay relay =
        new MailRelay(
            queue,
            () -> mail -> Optional.empty(),
            server(new AtomicInteger()),
            new Config(),
            InstantSource.system(),
            metrics);
    relay.start(new StartupEvent());
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(queue.deleted).hasSize(1));
    relay.stop(new ShutdownEvent());

    // then
    assertThat(delivered).isEmpty();
  }

  private MailRelay start(MailStore queue, Mailer server, InstantSource clock) {
    MailRelay relay =
        new MailRelay(
            queue,
            () -> mail -> Optional.of(new Letter(mail.address(), "Test", "Words")),
            server,
            new Config(),
            clock,
            metrics);
    relay.start(new StartupEvent());
    return relay;
  }

  private Mailer server(AtomicInteger refusals) {
    return mails -> {
      if (refusals.getAndDecrement() > 0) {
        throw new IllegalStateException("busy");
      }
      for (Mail mail : mails) {
        delivered.addAll(mail.getTo());
      }
    };
  }

  private Memory queueOfOne() {
    Memory queue = new Memory(database);
    ShardedId id = ids.newOwner();
    queue.due.add(new QueuedMail(id, MailKind.RESET_PASSWORD, null, ADDRESS, Instant.now(), 1));
    return queue;
  }

  /** A queue in memory, in which pauses end at once. */
  private static final class Memory extends MailStore {

    final Queue<QueuedMail> due = new ConcurrentLinkedQueue<>();
    final Queue<QueuedMail> leased = new ConcurrentLinkedQueue<>();
    final List<Duration> pauses = new CopyOnWriteArrayList<>();
    final List<ShardedId> deleted = new CopyOnWriteArrayList<>();

    Memory(AgroalDataSource database) {
      super(database);
    }

    @Override
    List<QueuedMail> take(int limit, Duration lease) {
      QueuedMail mail = due.poll();
      if (mail == null) {
        return List.of();
      }
      leased.add(mail);
      return List.of(mail);
    }

    @Override
    void delete(ShardedId id) {
      deleted.add(id);
    }

    @Override
    void tryLater(ShardedId id, Duration pause) {
      pauses.add(pause);
      QueuedMail mail = leased.remove();
      due.add(
          new QueuedMail(
              mail.id(),
              mail.kind(),
              mail.account(),
              mail.address(),
              mail.createdAt(),
              mail.tries() + 1));
    }
  }

  private static final class Config implements MailConfig {

    @Override
    public Optional<URI> appUrl() {
      return Optional.empty();
    }

    @Override
    public Duration poll() {
      return Duration.ofMillis(20);
    }

    @Override
    public Duration lease() {
      return Duration.ofMinutes(1);
    }

    @Override
    public Duration retryPause() {
      return Duration.ofSeconds(10);
    }

    @Override
    public Duration giveUpAfter() {
      return Duration.ofDays(2);
    }
  }
}
