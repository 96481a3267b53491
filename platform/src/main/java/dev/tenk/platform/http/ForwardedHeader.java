package dev.tenk.platform.http;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads the addresses that proxies have written.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7239">RFC 7239, Forwarded</a>
 */
final class ForwardedHeader {

  private static final String FOR = "for=";

  private ForwardedHeader() {}

  /** The entries of all lines, in their order: the last is the nearest proxy's. */
  static List<String> entries(List<String> lines) {
    return lines.stream()
        .flatMap(line -> Stream.of(line.split(",", -1)))
        .map(String::strip)
        .toList();
  }

  /** The address in an entry of {@code X-Forwarded-For}, with or without a port. */
  static Optional<InetAddress> address(String entry) {
    String host = entry;
    if (entry.startsWith("[")) {
      int end = entry.indexOf(']');
      host = end < 0 ? "" : entry.substring(1, end);
    } else if (entry.indexOf(':') >= 0 && entry.indexOf(':') == entry.lastIndexOf(':')) {
      host = entry.substring(0, entry.indexOf(':'));
    }
    try {
      // ofLiteral takes the form of inet_addr too: 1 or 0x7f.1 are no addresses here
      return host.indexOf('.') < 0 && host.indexOf(':') < 0 || host.indexOf('%') >= 0
          ? Optional.empty()
          : Optional.of(InetAddress.ofLiteral(host));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The address in an element of {@code Forwarded}; empty for obfuscated and unknown ones. */
  static Optional<InetAddress> forwardedFor(String element) {
    return Stream.of(element.split(";", -1))
        .map(String::strip)
        .filter(pair -> pair.toLowerCase(Locale.ROOT).startsWith(FOR))
        .map(pair -> pair.substring(FOR.length()).replace("\"", ""))
        .findFirst()
        .flatMap(ForwardedHeader::address);
  }
}
