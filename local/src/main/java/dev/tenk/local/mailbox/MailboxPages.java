package dev.tenk.local.mailbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The mailbox in a browser, and the pages of the app to which its mails link: a page sends the
 * token on to the API when a person says so.
 */
public final class MailboxPages {
  /** The path that they all are below. */
  public static final String PATH = "/mailbox";

  private static final ObjectMapper JSON =
      JsonMapper.builder().addModule(new JavaTimeModule()).build();
  private static final String HTML = "text/html; charset=utf-8";

  private final Mailbox mailbox;
  private final String list = resource("mails.html");
  private final String confirmEmail = resource("confirm-email.html");
  private final String resetPassword = resource("reset-password.html");
  private final String script = resource("token.js");

  public MailboxPages(Mailbox mailbox) {
    this.mailbox = mailbox;
  }

  /** Whether it answers at this path. */
  public static boolean isAt(String path) {
    return path.equals(PATH) || path.startsWith(PATH + "/");
  }

  /** Answers the request; never blocks. */
  public void handle(HttpServerRequest request) {
    if (!request.method().equals(HttpMethod.GET)) {
      request.response().setStatusCode(405).putHeader(HttpHeaders.ALLOW, "GET").end();
      return;
    }
    switch (Objects.requireNonNullElse(request.path(), PATH).substring(PATH.length())) {
      case "", "/" -> send(request, HTML, list.replace("<!-- mails -->", articles()));
      case "/mails" -> send(request, "application/json", json(request.getParam("to", "")));
      case "/confirm-email" -> send(request, HTML, confirmEmail);
      case "/reset-password" -> send(request, HTML, resetPassword);
      case "/token.js" -> send(request, "text/javascript", script);
      default -> request.response().setStatusCode(404).end();
    }
  }

  private static void send(HttpServerRequest request, String type, String body) {
    request
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, type)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .putHeader(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'unsafe-inline'")
        .end(body);
  }

  private String json(String to) {
    List<ReceivedMail> mails =
        mailbox.mails().stream().filter(mail -> to.isEmpty() || mail.to().equals(to)).toList();
    try {
      return JSON.writeValueAsString(mails);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a mail always becomes JSON", e);
    }
  }

  private String articles() {
    List<ReceivedMail> mails = mailbox.mails();
    return mails.isEmpty()
        ? "<p>No mail yet: sign up, and it comes here.</p>"
        : mails.stream().map(MailboxPages::article).collect(Collectors.joining("\n"));
  }

  private static String article(ReceivedMail mail) {
    return "<article><h2>%s</h2><p>to %s, %s</p><pre>%s</pre></article>"
        .formatted(
            escape(mail.subject()),
            escape(mail.to()),
            escape(mail.receivedAt().toString()),
            escape(mail.text()).replaceAll("(https?://[^\\s<]+)", "<a href=\"$1\">$1</a>"));
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static String resource(String name) {
    try (InputStream in =
        Objects.requireNonNull(MailboxPages.class.getResourceAsStream("/mailbox/" + name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
