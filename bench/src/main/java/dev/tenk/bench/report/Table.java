package dev.tenk.bench.report;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A plain table: the first column to the left, the others, which are numbers, to the right. Not
 * thread-safe.
 */
public final class Table {

  private final List<String> header;
  private final List<List<String>> rows = new ArrayList<>();

  /** A table with these headings, whose units are in their words. */
  public Table(String... header) {
    this.header = List.of(header);
  }

  /**
   * Adds a row, a cell for each heading; floating-point numbers get three significant digits or no
   * fraction.
   */
  public Table row(Object... cells) {
    if (cells.length != header.size()) {
      throw new IllegalArgumentException(
          "%d cells under %d headings".formatted(cells.length, header.size()));
    }
    rows.add(List.of(cells).stream().map(Table::text).toList());
    return this;
  }

  /** Prints it, aligned. */
  public void print(PrintStream out) {
    List<List<String>> all = new ArrayList<>();
    all.add(header);
    all.addAll(rows);
    List<Integer> widths =
        IntStream.range(0, header.size())
            .mapToObj(
                column ->
                    Collections.max(all.stream().map(row -> row.get(column).length()).toList()))
            .toList();
    for (List<String> row : all) {
      out.println(
          IntStream.range(0, row.size())
              .mapToObj(column -> pad(row.get(column), widths.get(column), column == 0))
              .collect(Collectors.joining("  "))
              .stripTrailing());
    }
  }

  /** The same as comma-separated values (RFC 4180). */
  public String csv() {
    var lines = new StringBuilder(csv(header));
    rows.forEach(row -> lines.append(csv(row)));
    return lines.toString();
  }

  private static String csv(List<String> row) {
    return row.stream()
            .map(
                cell -> cell.matches("[^\",\r\n]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"')
            .collect(Collectors.joining(","))
        + "\r\n";
  }

  private static String text(Object cell) {
    if (!(cell instanceof Double || cell instanceof Float)) {
      return String.valueOf(cell);
    }
    double number = ((Number) cell).doubleValue();
    double size = Math.abs(number);
    int fraction = size >= 100 || size == 0 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
    return String.format(Locale.ROOT, "%." + fraction + "f", number);
  }

  private static String pad(String cell, int width, boolean left) {
    return String.format(Locale.ROOT, left ? "%-" + width + "s" : "%" + width + "s", cell);
  }
}
