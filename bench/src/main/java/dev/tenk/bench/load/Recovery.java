package dev.tenk.bench.load;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** How soon after a burst all is as before. */
public final class Recovery {

  private Recovery() {}

  /**
   * Seconds from the burst's end until all later calls are answered as wanted, 99 of 100 of each
   * second within a bound; nothing when that does not happen.
   *
   * @param timeline by second
   * @param end the first second after the burst
   * @param millis the bound
   */
  public static OptionalInt after(List<Second> timeline, int end, double millis) {
    int last =
        IntStream.range(end, timeline.size())
            .filter(second -> !isWell(timeline.get(second), millis))
            .max()
            .orElse(end - 1);
    return last + 1 < timeline.size() ? OptionalInt.of(last + 1 - end) : OptionalInt.empty();
  }

  private static boolean isWell(Second second, double millis) {
    return second.lost() == 0 && second.refused() == 0 && second.millis(99) <= millis;
  }
}
