package dev.tenk.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.MockMailbox;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.awaitility.Awaitility;

/** Looks into the mailbox that takes all mails of the tests. */
public final class Mails {

  private static final Pattern LINK =
      Pattern.compile(
          "https://app\\.example/(confirm-email|reset-password)#token=([A-Za-z0-9_-]+)");

  private Mails() {}

  /** Waits for the only mail of this subject to the address. */
  public static Mail await(MockMailbox mailbox, String address, String subject) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> sent(mailbox, address, subject), mails -> !mails.isEmpty())
        .getFirst();
  }

  /** Waits for the mail and gives the token in its link. */
  public static String awaitToken(MockMailbox mailbox, String address, String subject) {
    Matcher link = LINK.matcher(await(mailbox, address, subject).getText());
    assertThat(link.find()).isTrue();
    return link.group(2);
  }

  /** What was sent so far. */
  public static List<Mail> sent(MockMailbox mailbox, String address, String subject) {
    return mailbox.getMailsSentTo(address).stream()
        .filter(mail -> mail.getSubject().equals(subject))
        .toList();
  }

  /** Waits until every mail about the address was written or found needless. */
  public static void awaitNoneQueued(DataSource database, String address) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> {
              try (var connection = database.getConnection();
                  var query =
                      connection.prepareStatement("select count(*) from mail where address = ?")) {
                query.setString(1, address);
                var row = query.executeQuery();
                return row.next() && row.getInt(1) == 0;
              }
            });
  }

  /** Proves the address that the person signed up with. */
  public static void verify(MockMailbox mailbox, Person person) {
    Person.post(
            "/v1/users/email-confirmations",
            Map.of("token", awaitToken(mailbox, person.email(), "Confirm your e-mail address")))
        .then()
        .statusCode(204);
  }
}
