package dev.tenk.platform.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;

/**
 * Says by which name a client shall keep what it gets, in any language.
 *
 * <p>Twice: in ASCII for clients that know no other, and as it is for all others, who prefer it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6266">RFC 6266, Content-Disposition</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8187">RFC 8187, its extended values</a>
 */
public final class AttachmentName {

  /** What may stand as it is in an extended value, beside letters and digits. */
  private static final String PLAIN = "!#$&+-.^_`|~";

  /** What some client takes for something else within quotes, or a path. */
  private static final String AMBIGUOUS = "\"\\%/:;";

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private AttachmentName() {}

  /** The field's value. */
  public static String header(String name) {
    return "attachment; filename=\"" + ascii(name) + "\"; filename*=UTF-8''" + extended(name);
  }

  private static String ascii(String name) {
    StringBuilder text = new StringBuilder();
    name.codePoints()
        .map(
            character ->
                character < ' ' || character > '~' || AMBIGUOUS.indexOf(character) >= 0
                    ? '_'
                    : character)
        .forEach(text::appendCodePoint);
    return text.toString();
  }

  private static String extended(String name) {
    StringBuilder text = new StringBuilder();
    for (byte octet : name.getBytes(UTF_8)) {
      char character = (char) (octet & 0xff);
      if (isLetterOrDigit(character) || PLAIN.indexOf(character) >= 0) {
        text.append(character);
      } else {
        text.append('%').append(HEX.toHexDigits(octet));
      }
    }
    return text.toString();
  }

  private static boolean isLetterOrDigit(char character) {
    return character >= 'a' && character <= 'z'
        || character >= 'A' && character <= 'Z'
        || character >= '0' && character <= '9';
  }
}
