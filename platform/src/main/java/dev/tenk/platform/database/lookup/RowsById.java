package dev.tenk.platform.database.lookup;

import dev.tenk.platform.id.ShardedId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Rows of a table whose primary key is {@code (bucket, id)}, by their ids, in one round trip.
 *
 * <p>The query unites a look-up of each id in its own partition. A join with the list of ids, or
 * {@code (bucket, id) in (...)}, would be shorter, but lets PostgreSQL choose to read whole
 * partitions, or each partition for all ids. There is one text for each power of two of ids, so
 * that few are prepared. Immutable.
 *
 * @param <T> what is made of a row
 */
public final class RowsById<T> {

  /** So many ids at most. */
  public static final int MOST = 16;

  private static final String UNION = " UNION ALL ";
  private static final int ID = 1;

  private final List<String> queries;
  private final Row<T> row;

  /**
   * What is made of a row.
   *
   * @param <T> the type of it
   */
  @FunctionalInterface
  public interface Row<T> {

    /** Of the row at which a result is, without moving it; its columns by their names. */
    T read(ShardedId id, ResultSet row) throws SQLException;
  }

  /**
   * Look-ups in a table.
   *
   * @param columns beside the id, as SQL
   * @param condition of the rows that are there for who asks, as SQL
   */
  public RowsById(String table, String columns, String condition, Row<T> row) {
    String lookUp =
        "SELECT id, %s FROM %s WHERE bucket = ? AND id = ? AND %s"
            .formatted(columns, table, condition);
    this.queries =
        IntStream.rangeClosed(0, Integer.numberOfTrailingZeros(MOST))
            .mapToObj(
                power ->
                    IntStream.range(0, 1 << power)
                        .mapToObj(_ -> lookUp)
                        .collect(Collectors.joining(UNION)))
            .toList();
    this.row = row;
  }

  /**
   * What is made of each row, empty for an id that has none. Blocking.
   *
   * @throws IllegalArgumentException for more ids than {@link #MOST}
   */
  public Map<ShardedId, Optional<T>> find(Connection connection, Collection<ShardedId> ids)
      throws SQLException {
    Map<ShardedId, Optional<T>> found = new LinkedHashMap<>();
    ids.forEach(id -> found.put(id, Optional.empty()));
    List<ShardedId> wanted = List.copyOf(found.keySet());
    if (wanted.size() > MOST) {
      throw new IllegalArgumentException(wanted.size() + " ids, more than " + MOST);
    }
    if (wanted.isEmpty()) {
      return found;
    }
    int power = Integer.SIZE - Integer.numberOfLeadingZeros(wanted.size() - 1);
    try (PreparedStatement query = connection.prepareStatement(queries.get(power))) {
      for (int i = 0; i < 1 << power; i++) {
        // the last one fills up what is left
        ShardedId id = wanted.get(Math.min(i, wanted.size() - 1));
        query.setShort(2 * i + 1, id.bucket());
        query.setObject(2 * i + 2, id.value());
      }
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          ShardedId id = new ShardedId(rows.getObject(ID, UUID.class));
          if (found.getOrDefault(id, Optional.empty()).isEmpty()) {
            found.put(id, Optional.of(row.read(id, rows)));
          }
        }
      }
    }
    return found;
  }
}
