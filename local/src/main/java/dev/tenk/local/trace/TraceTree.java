package dev.tenk.local.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The spans of a trace by what caused what, and what each took for itself. */
final class TraceTree {

  private static final Comparator<ReceivedSpan> BY_START =
      Comparator.comparingLong(ReceivedSpan::startNanos)
          .thenComparing(Comparator.comparingLong(ReceivedSpan::endNanos).reversed());

  private final List<Node> roots = new ArrayList<>();

  private TraceTree() {}

  /**
   * A span and what it caused.
   *
   * @param depth how many caused it
   * @param waitedNanos between the end of what caused it and its start: in the outbox, in a queue
   */
  record Node(ReceivedSpan span, int depth, long waitedNanos, List<Node> children) {

    /** Its time without that of what it caused meanwhile. */
    long ownNanos() {
      long covered = 0;
      long until = span.startNanos();
      for (Node child : children) {
        long begin = Math.max(until, child.span.startNanos());
        long end = Math.min(span.endNanos(), child.span.endNanos());
        if (end > begin) {
          covered += end - begin;
          until = end;
        }
      }
      return Math.max(0, span.nanos() - covered);
    }
  }

  static TraceTree of(List<ReceivedSpan> spans) {
    Map<String, List<ReceivedSpan>> byParent = new HashMap<>();
    Map<String, ReceivedSpan> byId = new HashMap<>();
    spans.forEach(span -> byId.put(span.id(), span));
    List<ReceivedSpan> first = new ArrayList<>();
    for (ReceivedSpan span : byId.values()) {
      if (byId.containsKey(span.parent())) {
        byParent.computeIfAbsent(span.parent(), parent -> new ArrayList<>()).add(span);
      } else {
        first.add(span);
      }
    }
    TraceTree tree = new TraceTree();
    first.stream().sorted(BY_START).forEach(span -> tree.roots.add(node(span, 0, 0, byParent)));
    return tree;
  }

  private static Node node(
      ReceivedSpan span, int depth, long waitedNanos, Map<String, List<ReceivedSpan>> byParent) {
    List<Node> children = new ArrayList<>();
    byParent.getOrDefault(span.id(), List.of()).stream()
        .sorted(BY_START)
        .forEach(
            child ->
                children.add(
                    node(
                        child,
                        depth + 1,
                        Math.max(0, child.startNanos() - span.endNanos()),
                        byParent)));
    return new Node(span, depth, waitedNanos, children);
  }

  /** All, each before what it caused. */
  List<Node> nodes() {
    List<Node> all = new ArrayList<>();
    roots.forEach(root -> add(root, all));
    return all;
  }

  private static void add(Node node, List<Node> to) {
    to.add(node);
    node.children().forEach(child -> add(child, to));
  }
}
