package dev.tenk.local.trace;

import dev.tenk.local.trace.TraceTree.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A trace as text: what came after what, and where the time went. */
final class TraceReport {

  private static final double NANOS_PER_MILLI = 1e6;

  private TraceReport() {}

  static String of(List<ReceivedSpan> spans) {
    if (spans.isEmpty()) {
      return "Nothing is known of this trace.\n";
    }
    List<Node> nodes = TraceTree.of(spans).nodes();
    long begin = spans.stream().mapToLong(ReceivedSpan::startNanos).min().orElse(0);
    long end = spans.stream().mapToLong(ReceivedSpan::endNanos).max().orElse(0);
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s: %s ms from its beginning to the end of all that it led to"
            .formatted(nodes.getFirst().span().name(), millis(end - begin).strip()));
    lines.add("");
    lines.add("   at ms      took   its own");
    for (Node node : nodes) {
      if (node.waitedNanos() > 0) {
        lines.add(
            "          %s            %s%s"
                .formatted(millis(node.waitedNanos()), "  ".repeat(node.depth()), waiting(node)));
      }
      lines.add(
          "%s%s%s  %s%s"
              .formatted(
                  millis(node.span().startNanos() - begin),
                  millis(node.span().nanos()),
                  millis(node.ownNanos()),
                  "  ".repeat(node.depth()),
                  title(node)));
    }
    lines.add("");
    lines.add("      ms  of which");
    byLayer(nodes).entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .forEach(layer -> lines.add(millis(layer.getValue()) + "  " + layer.getKey()));
    return String.join("\n", lines) + "\n";
  }

  private static Map<String, Long> byLayer(List<Node> nodes) {
    Map<String, Long> layers = new LinkedHashMap<>();
    for (Node node : nodes) {
      layers.merge(layer(node.span()), node.ownNanos(), Long::sum);
      if (node.waitedNanos() > 0) {
        layers.merge(waiting(node), node.waitedNanos(), Long::sum);
      }
    }
    return layers;
  }

  private static String title(Node node) {
    ReceivedSpan span = node.span();
    boolean enters =
        span.kind() == ReceivedSpan.Kind.SERVER || span.kind() == ReceivedSpan.Kind.CONSUMER;
    String system = system(span);
    return (enters ? span.service() + ": " : system.isEmpty() ? "" : system + ": ") + span.name();
  }

  private static String waiting(Node node) {
    return switch (node.span().kind()) {
      case PRODUCER -> "waiting in the outbox";
      case CONSUMER -> "waiting in the queue";
      case UNSPECIFIED, INTERNAL, SERVER, CLIENT -> "waiting";
    };
  }

  private static String layer(ReceivedSpan span) {
    String system = system(span);
    if (!system.isEmpty()) {
      return span.service() + ": " + system;
    }
    if (span.kind() == ReceivedSpan.Kind.PRODUCER) {
      return "the broker's acceptance";
    }
    return span.kind() == ReceivedSpan.Kind.INTERNAL
        ? span.service() + ": " + span.name()
        : span.service() + ": everything else";
  }

  /** The engine that a span asks. */
  private static String system(ReceivedSpan span) {
    Map<String, String> attributes = span.attributes();
    return attributes.getOrDefault("db.system.name", attributes.getOrDefault("db.system", ""));
  }

  private static String millis(long nanos) {
    return String.format(Locale.ROOT, "%8.2f  ", nanos / NANOS_PER_MILLI);
  }
}
