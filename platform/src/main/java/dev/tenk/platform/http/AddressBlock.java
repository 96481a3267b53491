package dev.tenk.platform.http;

import java.net.InetAddress;
import java.util.Arrays;

/** A CIDR block. Never asks a name server. */
record AddressBlock(InetAddress base, int prefixBits) {

  /**
   * Reads {@code 10.0.0.0/8}, {@code fc00::/7} or a single address.
   *
   * @throws IllegalArgumentException when it is neither
   */
  static AddressBlock parse(String text) {
    int slash = text.indexOf('/');
    InetAddress base = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
    int bits = base.getAddress().length * Byte.SIZE;
    int prefix = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
    if (prefix < 0 || prefix > bits) {
      throw new IllegalArgumentException("no CIDR block: " + text);
    }
    return new AddressBlock(base, prefix);
  }

  boolean contains(InetAddress address) {
    byte[] mine = base.getAddress();
    byte[] other = address.getAddress();
    if (mine.length != other.length) {
      return false;
    }
    int whole = prefixBits / Byte.SIZE;
    int rest = prefixBits % Byte.SIZE;
    return Arrays.equals(mine, 0, whole, other, 0, whole)
        && (rest == 0 || (mine[whole] ^ other[whole]) >> (Byte.SIZE - rest) == 0);
  }
}
