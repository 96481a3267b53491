package dev.tenk.local.origin;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The pods of a service that requests go to, in turn. Thread-safe. */
final class Pods {

  private final List<Integer> ports = new CopyOnWriteArrayList<>();
  private final AtomicInteger turn = new AtomicInteger();

  void add(int port) {
    ports.add(port);
  }

  void remove(int port) {
    ports.remove(Integer.valueOf(port));
  }

  /** The port whose turn it is; 0, where nobody listens, when there is none. */
  int next() {
    List<Integer> now = List.copyOf(ports);
    return now.isEmpty() ? 0 : now.get(Math.floorMod(turn.getAndIncrement(), now.size()));
  }
}
