package dev.tenk.platform.page;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, newest first unless its endpoint says otherwise.
 *
 * @param items what is on the page
 * @param next the cursor of the next page, or null on the last
 * @param <T> type of an item
 */
public record Page<T>(List<T> items, @Nullable String next) {

  /** Copies the list. */
  public Page {
    items = List.copyOf(items);
  }

  /**
   * A page from rows that were read with one more than the limit, by which the end is known without
   * a count.
   *
   * @param rows up to {@code limit + 1} rows
   * @param limit items a page
   * @param cursor the cursor that continues after a row
   */
  public static <T> Page<T> of(List<T> rows, int limit, Function<T, Cursor> cursor) {
    if (rows.size() <= limit) {
      return new Page<>(rows, null);
    }
    List<T> items = rows.subList(0, limit);
    return new Page<>(items, cursor.apply(items.getLast()).toString());
  }

  /** The same page with its items changed one by one. */
  public <R> Page<R> map(Function<? super T, ? extends R> change) {
    return new Page<>(items.stream().<R>map(change).toList(), next);
  }
}
