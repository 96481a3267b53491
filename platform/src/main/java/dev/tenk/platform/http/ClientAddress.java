package dev.tenk.platform.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Where a request comes from. */
public record ClientAddress(InetAddress address) {

  private static final int NETWORK_BYTES = 8;

  /** The address itself. */
  public String text() {
    return address.getHostAddress();
  }

  /**
   * What one party has: an IPv4 address, or the /64 of an IPv6 address, in which a client may use
   * any of 2^64 addresses.
   */
  public String network() {
    if (!(address instanceof Inet6Address)) {
      return text();
    }
    byte[] bytes = Arrays.copyOf(address.getAddress(), NETWORK_BYTES * 2);
    Arrays.fill(bytes, NETWORK_BYTES, bytes.length, (byte) 0);
    try {
      return InetAddress.getByAddress(bytes).getHostAddress() + "/64";
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e); // never: 16 bytes are an address
    }
  }
}
