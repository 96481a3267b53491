package dev.tenk.user.mail;

import java.util.Optional;

/** Decides what a queued mail says, to whom, and whether it is still worth sending. */
public interface MailWriter {

  /**
   * Writes the mail; may block, may be asked again for the same mail.
   *
   * @return nothing where there is nobody to write to any more
   */
  Optional<Letter> write(QueuedMail mail);
}
