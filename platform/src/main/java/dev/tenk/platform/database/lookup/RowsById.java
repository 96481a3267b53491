package dev.tenk.platform.database.lookup;

import dev.tenk.platform.id.ShardedId;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
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
 * @param <T> the entity of a row
 */
public final class RowsById<T> {

  /** So many ids at most. */
  public static final int MOST = 16;

  private static final String UNION = " union all ";

  private final Class<T> entity;
  private final List<String> queries;

  /**
   * Look-ups in a table.
   *
   * @param table its name
   */
  public RowsById(Class<T> entity, String table) {
    this.entity = entity;
    String one = "select * from " + table + " where bucket = ? and id = ?";
    this.queries =
        IntStream.rangeClosed(0, Integer.numberOfTrailingZeros(MOST))
            .mapToObj(
                power ->
                    IntStream.range(0, 1 << power)
                        .mapToObj(_ -> one)
                        .collect(Collectors.joining(UNION)))
            .toList();
  }

  /**
   * The rows that there are, in no order. Blocking.
   *
   * @throws IllegalArgumentException for more ids than {@link #MOST}
   */
  public List<T> find(EntityManager entities, Collection<ShardedId> ids) {
    List<ShardedId> wanted = List.copyOf(new LinkedHashSet<>(ids));
    if (wanted.size() > MOST) {
      throw new IllegalArgumentException(wanted.size() + " ids, more than " + MOST);
    }
    if (wanted.isEmpty()) {
      return List.of();
    }
    int power = Integer.SIZE - Integer.numberOfLeadingZeros(wanted.size() - 1);
    Query query = entities.createNativeQuery(queries.get(power), entity);
    for (int i = 0; i < 1 << power; i++) {
      // the last one fills up what is left
      ShardedId id = wanted.get(Math.min(i, wanted.size() - 1));
      query.setParameter(2 * i + 1, id.bucket()).setParameter(2 * i + 2, id.value());
    }
    @SuppressWarnings("unchecked") // of the entity, as asked for
    List<T> rows = query.getResultList();
    return List.copyOf(new LinkedHashSet<>(rows));
  }
}
