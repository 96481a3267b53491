package dev.tenk.platform.database.lookup;

import dev.tenk.platform.id.ShardedId;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.jpa.HibernateHints;

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
   * Look-ups of an entity.
   *
   * @param bucket path of the attribute of that column
   * @param id path of the other
   */
  public RowsById(Class<T> entity, String bucket, String id) {
    this.entity = entity;
    this.queries =
        IntStream.rangeClosed(0, Integer.numberOfTrailingZeros(MOST))
            .mapToObj(
                power ->
                    IntStream.range(0, 1 << power)
                        .mapToObj(number -> lookUp(entity, bucket, id, number))
                        .collect(Collectors.joining(UNION)))
            .toList();
  }

  private static String lookUp(Class<?> entity, String bucket, String id, int number) {
    return "select row from %s row where row.%s = ?%d and row.%s = ?%d"
        .formatted(entity.getName(), bucket, 2 * number + 1, id, 2 * number + 2);
  }

  /**
   * The rows that there are, in no order, to be read only: changes of them are not written.
   * Blocking.
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
    TypedQuery<T> query =
        entities
            .createQuery(queries.get(power), entity)
            .setHint(HibernateHints.HINT_READ_ONLY, true);
    for (int i = 0; i < 1 << power; i++) {
      // the last one fills up what is left
      ShardedId id = wanted.get(Math.min(i, wanted.size() - 1));
      query.setParameter(2 * i + 1, id.bucket()).setParameter(2 * i + 2, id.value());
    }
    return List.copyOf(new LinkedHashSet<>(query.getResultList()));
  }
}
