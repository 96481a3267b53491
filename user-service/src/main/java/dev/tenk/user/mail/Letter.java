package dev.tenk.user.mail;

/**
 * A mail as it is sent.
 *
 * @param to one address
 * @param subject one line
 * @param text plain text
 */
public record Letter(String to, String subject, String text) {

  @Override
  public String toString() {
    return "Letter[" + subject + "]";
  }
}
