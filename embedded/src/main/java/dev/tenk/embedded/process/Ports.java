package dev.tenk.embedded.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds ports to listen on. They come from below the range that the kernel gives to outgoing
 * connections, so that a port found free here is not taken by some client before the engine has
 * bound it, and each is given once as long as this process lives, to no other of this user either.
 */
public final class Ports {
  private static final int FIRST = 20_000;
  private static final int LAST = 32_000;
  private static final int TRIES = 200;

  /** Where Linux says which ports it gives to outgoing connections: the first and the last. */
  private static final Path OUTGOING = Path.of("/proc/sys/net/ipv4/ip_local_port_range");

  private static final Pattern RANGE = Pattern.compile("(\\d{1,5})\\s+(\\d{1,5})\\s*");

  private Ports() {}

  /** A loopback port that nothing listens on now, and that is given to nobody else. */
  public static int free() {
    int last = last(outgoing());
    int first = last - (LAST - FIRST);
    for (int i = 0; i < TRIES; i++) {
      int port = ThreadLocalRandom.current().nextInt(first, last);
      if (PortClaims.claim(port) && isFree(port)) {
        return port;
      }
    }
    throw new EngineException("No free port between " + first + " and " + last);
  }

  /** Whether nothing listens on this loopback port. */
  public static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** The end of the ports to choose from: below outgoing ones where enough are left there. */
  static int last(String outgoing) {
    Matcher range = RANGE.matcher(outgoing);
    if (!range.matches()) {
      return LAST;
    }
    int firstOutgoing = Integer.parseInt(range.group(1));
    return firstOutgoing > LAST - FIRST + 1_024 ? Math.min(LAST, firstOutgoing) : LAST;
  }

  private static String outgoing() {
    try {
      return Files.readString(OUTGOING);
    } catch (IOException e) {
      return ""; // another system than Linux
    }
  }
}
