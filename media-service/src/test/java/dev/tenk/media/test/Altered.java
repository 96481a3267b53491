package dev.tenk.media.test;

import static org.assertj.core.api.Assertions.assertThat;

/** Text of which one character is another, whatever it was: for signatures that must not hold. */
public final class Altered {

  private static final String SIGNATURE = "sig=";

  private Altered() {}

  /** The address with another first character in its signature. */
  public static String signature(String url) {
    int start = url.indexOf(SIGNATURE);
    assertThat(start).as(url).isNotNegative();
    return at(url, start + SIGNATURE.length());
  }

  /** The text with another character at {@code index}, one that base64url has too. */
  public static String at(String text, int index) {
    char other = text.charAt(index) == 'A' ? 'B' : 'A';
    return text.substring(0, index) + other + text.substring(index + 1);
  }
}
