package dev.tenk.local.endtoend;

import dev.tenk.embedded.process.EngineHome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A cache of {@code deploy/edge} in front of an origin. */
interface Edge {

  /** Packages without which it cannot be started. */
  String needs();

  /** Whether they are here. */
  boolean isInstalled();

  /** Ports that are free. */
  Listening choose();

  /** Starts it on loopback, in front of an origin that serves all paths; it ends with the home. */
  void start(EngineHome home, Listening ports, int origin);

  /**
   * Where it listens.
   *
   * @param clients the port for everyone
   * @param purges the port for those who tell it of changes
   * @param metrics the port at which it tells {@code /metrics}, or 0
   */
  record Listening(int clients, int purges, int metrics) {}

  /** Whether something takes connections there. */
  static boolean listens(int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
