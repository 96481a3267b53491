package dev.tenk.local.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenk.local.origin.Origin;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MailboxTest {
  private final Mailbox mailbox =
      Mailbox.listen(InstantSource.fixed(Instant.parse("2026-05-04T03:02:01Z")));
  private final Origin origin = Origin.listen(0, Map.of(), new MailboxPages(mailbox));
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @AfterEach
  void close() {
    client.close();
    origin.close();
    mailbox.close();
  }

  @Test
  void showsMailsNewestFirstWithTheirLinks() throws Exception {
    // given
    send("anna@mail.example", "Première", "Grüße <b>:\nhttp://localhost/confirm#token=a-b_c\n");
    send("zoe@mail.example", "Second", "Words");

    // when
    String page = get("/mailbox").body();

    // then
    assertThat(page)
        .containsSubsequence("<h2>Second</h2>", "<h2>Première</h2>")
        .contains(
            "Grüße &lt;b&gt;:",
            "<a href=\"http://localhost/confirm#token=a-b_c\">http://localhost/confirm#token=a-b_c</a>");
  }

  @Test
  void tellsTheTerminalOfFaultsAlone() {
    Logger server = Logger.getLogger("org.subethamail.smtp.server.SMTPServer");

    assertThat(server.isLoggable(Level.INFO)).isFalse();
    assertThat(server.isLoggable(Level.WARNING)).isTrue();
  }

  @Test
  void givesTheMailsOfAnAddressAsJson() throws Exception {
    // given
    send("anna@mail.example", "First", "Words");
    send("zoe@mail.example", "Second", "Words");

    // when
    JsonNode mails = new ObjectMapper().readTree(get("/mailbox/mails?to=anna@mail.example").body());

    // then
    assertThat(mails).hasSize(1);
    assertThat(mails.get(0).get("subject").asText()).isEqualTo("First");
    assertThat(mails.get(0).get("text").asText().strip()).isEqualTo("Words");
    assertThat(mails.get(0).get("receivedAt").asText()).isEqualTo("2026-05-04T03:02:01Z");
  }

  @Test
  void keepsTheLastTwoHundred() throws Exception {
    // when
    for (int i = 0; i < 203; i++) {
      send("anna@mail.example", "Mail " + i, "Words");
    }

    // then
    assertThat(mailbox.mails()).hasSize(200);
    assertThat(mailbox.mails().getFirst().subject()).isEqualTo("Mail 202");
    assertThat(mailbox.mails().getLast().subject()).isEqualTo("Mail 3");
  }

  @Test
  void hasThePagesThatMailsLinkTo() throws Exception {
    for (String page : new String[] {"confirm-email", "reset-password", "token.js"}) {
      HttpResponse<String> answer = get("/mailbox/" + page);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("content-security-policy").orElse(""))
          .contains("default-src 'none'");
    }
    assertThat(get("/mailbox/other").statusCode()).isEqualTo(404);
    HttpRequest post =
        HttpRequest.newBuilder(URI.create(origin.url() + "/mailbox"))
            .POST(BodyPublishers.noBody())
            .build();
    assertThat(client.send(post, BodyHandlers.ofString()).statusCode()).isEqualTo(405);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(origin.url() + path)).build(), BodyHandlers.ofString());
  }

  private void send(String to, String subject, String text) throws Exception {
    Properties server = new Properties();
    server.put("mail.smtp.host", "127.0.0.1");
    server.put("mail.smtp.port", Integer.toString(mailbox.port()));
    MimeMessage message = new MimeMessage(Session.getInstance(server));
    message.setFrom(new InternetAddress("tenk@localhost"));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
    message.setSubject(subject, "UTF-8");
    message.setText(text, "UTF-8");
    Transport.send(message);
  }
}
