package dev.tenk.media.usage;

import dev.tenk.platform.id.ShardedId;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The rows of {@code account_usage}, in the transaction of whoever calls. A row that is missing is
 * made of the account's media: of those from before there was a table, and of accounts that are
 * new. Blocking.
 */
@Singleton
class UsageTable {

  private static final String WHOSE = " WHERE bucket = :bucket AND account = :account";
  private static final String COUNTED =
      "SELECT coalesce(sum(bytes), 0)::bigint, count(*) FROM medium WHERE bucket = :bucket"
          + " AND owner = :account AND status IN ('PROCESSING', 'READY')";
  private static final String MAKE =
      "INSERT INTO account_usage (bucket, account, bytes, media)"
          + " SELECT :bucket, :account, counted.bytes, counted.media FROM ("
          + COUNTED
          + ") AS counted (bytes, media) ON CONFLICT (bucket, account) DO NOTHING";
  private static final String ADD =
      "UPDATE account_usage SET bytes = bytes + :bytes, media = media + :media" + WHOSE;
  private static final String FITS =
      " AND bytes + :bytes <= :maxBytes AND media + :media <= :maxMedia";
  private static final String FIND = "SELECT bytes, media FROM account_usage" + WHOSE;
  private static final String REMOVE = "DELETE FROM account_usage" + WHOSE;

  private final EntityManager entities;

  UsageTable(EntityManager entities) {
    this.entities = entities;
  }

  /**
   * What an account holds.
   *
   * @param bytes of its originals
   * @param media how many
   */
  record Held(long bytes, long media) {}

  /** Adds where the sum is within the limits; false where it is not. The row stays locked. */
  boolean addWithin(ShardedId account, Held more, Usage.Limits limits) {
    return changed(
        account,
        () ->
            with(query(ADD + FITS, account), more)
                    .setParameter("maxBytes", limits.bytes())
                    .setParameter("maxMedia", limits.media())
                    .executeUpdate()
                > 0);
  }

  /** Adds, or takes where it is negative, whatever the limits are. The row stays locked. */
  void add(ShardedId account, Held more) {
    changed(account, () -> with(query(ADD, account), more).executeUpdate() > 0);
  }

  /** Of the row, or of the media where there is none yet. */
  Held find(ShardedId account) {
    List<Held> rows = held(query(FIND, account));
    return rows.isEmpty() ? held(query(COUNTED, account)).getFirst() : rows.getFirst();
  }

  void remove(ShardedId account) {
    query(REMOVE, account).executeUpdate();
  }

  /** Whoever makes the row at the same time is waited for: it is there the second time. */
  private boolean changed(ShardedId account, BooleanSupplier change) {
    if (change.getAsBoolean()) {
      return true;
    }
    query(MAKE, account).executeUpdate();
    return change.getAsBoolean();
  }

  @SuppressWarnings("unchecked") // columns of a native query
  private static List<Held> held(Query query) {
    List<Object[]> rows = query.getResultList();
    return rows.stream()
        .map(row -> new Held(((Number) row[0]).longValue(), ((Number) row[1]).longValue()))
        .toList();
  }

  private static Query with(Query query, Held more) {
    return query.setParameter("bytes", more.bytes()).setParameter("media", more.media());
  }

  private Query query(String sql, ShardedId account) {
    return entities
        .createNativeQuery(sql)
        .setParameter("bucket", account.bucket())
        .setParameter("account", account.value());
  }
}
