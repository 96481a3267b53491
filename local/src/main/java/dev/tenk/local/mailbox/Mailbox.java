package dev.tenk.local.mailbox;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** A mail server on loopback that keeps the last mails in memory and sends none on. Thread-safe. */
public final class Mailbox implements AutoCloseable {
  private static final int KEPT = 200;
  private static final int MAX_BYTES = 256 * 1024;
  private static final int UNREADABLE = 554;

  /** Held, since what is not referred to forgets its level. */
  private static final Logger LIBRARY = Logger.getLogger("org.subethamail");

  static {
    LIBRARY.setLevel(Level.WARNING); // it tells of each start and stop, on the suite's terminal
  }

  private final InstantSource clock;
  private final SMTPServer server;
  private final Deque<ReceivedMail> mails = new ArrayDeque<>();
  private long received;

  private Mailbox(InstantSource clock) {
    this.clock = clock;
    this.server =
        SMTPServer.port(0)
            .bindAddress(InetAddress.getLoopbackAddress())
            .hostName("localhost")
            .softwareName("Tenk mailbox")
            .hideTLS()
            .maxMessageSize(MAX_BYTES)
            .maxConnections(32)
            .connectionTimeout(1, TimeUnit.MINUTES)
            .messageHandler((context, from, to, data) -> arrived(to, data))
            .build();
  }

  /** Listens on a free port. */
  public static Mailbox listen(InstantSource clock) {
    Mailbox mailbox = new Mailbox(clock);
    mailbox.server.start();
    return mailbox;
  }

  public int port() {
    return server.getPortAllocated();
  }

  /** The last mails, newest first. */
  public synchronized List<ReceivedMail> mails() {
    return List.copyOf(mails);
  }

  @Override
  public void close() {
    server.stop();
  }

  private void arrived(String to, byte[] data) throws RejectException {
    try {
      MimeMessage message = new MimeMessage(null, new ByteArrayInputStream(data));
      keep(
          to,
          Optional.ofNullable(message.getSubject()).orElse(""),
          String.valueOf(message.getContent()));
    } catch (MessagingException | IOException e) {
      throw new RejectException(UNREADABLE, "not a mail");
    }
  }

  private synchronized void keep(String to, String subject, String text) {
    mails.addFirst(new ReceivedMail(received++, clock.instant(), to, subject, text));
    if (mails.size() > KEPT) {
      mails.removeLast();
    }
  }
}
