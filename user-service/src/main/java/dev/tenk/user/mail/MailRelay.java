package dev.tenk.user.mail;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.Mailer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Writes and sends what is queued, a batch at a time on virtual threads of its own; woken by
 * commits of this process, else by the poll.
 *
 * <p>A mail is leased while it is sent and deleted afterwards: a process that dies in between
 * causes a second mail, never a loss. One that fails is tried again after a pause that doubles.
 */
@Singleton
public class MailRelay {

  private static final Logger LOG = Logger.getLogger(MailRelay.class);
  private static final int BATCH = 16;
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

  private final MailStore store;
  private final Provider<MailWriter> writer;
  private final Mailer mailer;
  private final MailConfig config;
  private final InstantSource clock;
  private final Semaphore wake = new Semaphore(0);
  private final Counter sent;
  private final Counter failed;
  private final Counter givenUp;
  private final Thread thread;

  private volatile boolean running = true;

  MailRelay(
      MailStore store,
      Provider<MailWriter> writer,
      Mailer mailer,
      MailConfig config,
      InstantSource clock,
      MeterRegistry metrics) {
    this.store = store;
    this.writer = writer;
    this.mailer = mailer;
    this.config = config;
    this.clock = clock;
    this.sent = metrics.counter("tenk.mail.sent");
    this.failed = metrics.counter("tenk.mail.failed");
    this.givenUp = metrics.counter("tenk.mail.given.up");
    this.thread = Thread.ofVirtual().name("mail-relay").unstarted(this::run);
  }

  void start(@Observes StartupEvent event) {
    thread.start();
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    running = false;
    wake.release();
    if (thread.isAlive()) {
      thread.join(STOP_TIMEOUT);
    }
  }

  /** Something was queued: look now. Never blocks; any thread. */
  void wake() {
    wake.release();
  }

  private void run() {
    while (running) {
      try {
        if (sendBatch() < BATCH) {
          boolean _ = wake.tryAcquire(config.poll().toMillis(), TimeUnit.MILLISECONDS);
          wake.drainPermits();
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        LOG.errorf("mails wait: %s", e);
        pause();
      }
    }
  }

  /** The database is away: nothing wakes the relay then. */
  private void pause() {
    try {
      boolean _ = wake.tryAcquire(config.poll().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      running = false;
    }
  }

  private int sendBatch() {
    List<QueuedMail> batch = store.take(BATCH, config.lease());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      batch.forEach(mail -> threads.execute(() -> send(mail)));
    }
    return batch.size();
  }

  private void send(QueuedMail mail) {
    try {
      Optional<Letter> letter = writer.get().write(mail);
      letter.ifPresent(
          written -> {
            mailer.send(Mail.withText(written.to(), written.subject(), written.text()));
            sent.increment();
          });
      store.delete(mail.id());
    } catch (RuntimeException e) {
      failed.increment();
      later(mail, e);
    }
  }

  private void later(QueuedMail mail, RuntimeException failure) {
    boolean old = mail.createdAt().plus(config.giveUpAfter()).isBefore(clock.instant());
    try {
      if (old) {
        LOG.errorf("%s is given up after %d tries: %s", mail, mail.tries(), failure.getClass());
        givenUp.increment();
        store.delete(mail.id());
      } else {
        LOG.warnf("%s is not sent yet, %d tries: %s", mail, mail.tries(), failure.getClass());
        store.tryLater(mail.id(), pauseAfter(mail.tries()));
      }
    } catch (RuntimeException e) {
      LOG.warnf("%s is tried again after its lease: %s", mail, e.getClass());
    }
  }

  private Duration pauseAfter(int tries) {
    Duration pause = config.retryPause().multipliedBy(1L << Math.min(tries - 1, 20));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }
}
