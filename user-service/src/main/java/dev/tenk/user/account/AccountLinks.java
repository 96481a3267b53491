package dev.tenk.user.account;

import dev.tenk.platform.config.ProductionCheck;
import dev.tenk.user.mail.MailConfig;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Links into the app for mails. A token is in the fragment, which no server and no log sees; the
 * page there sends it on when a person says so, so that a mail scanner that opens links uses none
 * up.
 */
@Singleton
@Unremovable
class AccountLinks implements ProductionCheck {

  private static final URI NOWHERE = URI.create("http://localhost:8080");

  private final MailConfig config;
  private final Optional<String> mailServer;
  private final Optional<String> sender;

  AccountLinks(
      MailConfig config,
      @ConfigProperty(name = "quarkus.mailer.host") Optional<String> mailServer,
      @ConfigProperty(name = "quarkus.mailer.from") Optional<String> sender) {
    this.config = config;
    this.mailServer = mailServer;
    this.sender = sender;
  }

  @Override
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    if (config.appUrl().filter(url -> "https".equals(url.getScheme())).isEmpty()) {
      findings.add(
          new Finding("tenk.mail.app-url", "the https URL of the app, to which mails link"));
    }
    if (mailServer.isEmpty()) {
      findings.add(new Finding("quarkus.mailer.host", "the server that takes mails is not named"));
    }
    if (sender.isEmpty()) {
      findings.add(new Finding("quarkus.mailer.from", "the address that mails come from"));
    }
    return findings;
  }

  String confirmEmail(String token) {
    return link("confirm-email", token);
  }

  String resetPassword(String token) {
    return link("reset-password", token);
  }

  private String link(String page, String token) {
    String app = config.appUrl().orElse(NOWHERE).toString();
    return (app.endsWith("/") ? app : app + "/") + page + "#token=" + token;
  }
}
