package dev.tenk.media.collect;

import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.page.TimeCursor;
import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the collector has found, in the database: for all pods, and for operators to read. All
 * methods block.
 */
@Singleton
class Findings {

  private static final String SEEN =
      "INSERT INTO storage_finding (kind, medium, first_seen_at, last_seen_at) VALUES (?, ?, ?, ?)"
          + " ON CONFLICT (kind, medium) DO UPDATE SET last_seen_at = excluded.last_seen_at";
  private static final String DELETED =
      "UPDATE storage_finding SET deleted_at = ? WHERE kind = 'BYTES_WITHOUT_MEDIUM' AND medium = ?";
  private static final String FORGET = "DELETE FROM storage_finding WHERE last_seen_at < ?";
  private static final String LIST =
      "SELECT kind, medium, first_seen_at, last_seen_at, deleted_at FROM storage_finding"
          + " WHERE (?::text IS NULL OR kind = ?)"
          + " AND (?::uuid IS NULL OR (first_seen_at, medium) > (?::timestamptz, ?))"
          + " ORDER BY first_seen_at, medium LIMIT ?";

  private final AgroalDataSource dataSource;

  Findings(AgroalDataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** A look has found these. */
  void seen(Finding.Kind kind, Collection<ShardedId> media, Instant now) {
    if (media.isEmpty()) {
      return;
    }
    run(
        SEEN,
        insert -> {
          for (ShardedId medium : media) {
            insert.setString(1, kind.name());
            insert.setObject(2, medium.value());
            insert.setObject(3, now.atOffset(ZoneOffset.UTC));
            insert.setObject(4, now.atOffset(ZoneOffset.UTC));
            insert.addBatch();
          }
          return insert.executeBatch();
        });
  }

  /** The bytes of an orphan are gone. */
  void deleted(ShardedId medium, Instant now) {
    run(
        DELETED,
        update -> {
          update.setObject(1, now.atOffset(ZoneOffset.UTC));
          update.setObject(2, medium.value());
          return update.executeUpdate();
        });
  }

  /** Forgets what no look has found for so long. */
  void forget(Instant seenBefore) {
    run(
        FORGET,
        delete -> {
          delete.setObject(1, seenBefore.atOffset(ZoneOffset.UTC));
          return delete.executeUpdate();
        });
  }

  /** Oldest first, from after the cursor on. */
  List<Finding> list(Finding.@Nullable Kind kind, @Nullable TimeCursor after, int limit) {
    return run(
        LIST,
        select -> {
          select.setString(1, kind == null ? null : kind.name());
          select.setString(2, kind == null ? null : kind.name());
          select.setObject(3, after == null ? null : after.id());
          select.setObject(4, after == null ? null : after.at().atOffset(ZoneOffset.UTC));
          select.setObject(5, after == null ? null : after.id());
          select.setInt(6, limit);
          return findings(select);
        });
  }

  private static List<Finding> findings(PreparedStatement select) throws SQLException {
    List<Finding> found = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        OffsetDateTime deletedAt = row.getObject(5, OffsetDateTime.class);
        found.add(
            new Finding(
                Finding.Kind.valueOf(row.getString(1)),
                row.getObject(2, UUID.class),
                row.getObject(3, OffsetDateTime.class).toInstant(),
                row.getObject(4, OffsetDateTime.class).toInstant(),
                deletedAt == null ? null : deletedAt.toInstant()));
      }
    }
    return found;
  }

  private <T> T run(String sql, Work<T> work) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      return work.on(statement);
    } catch (SQLException e) {
      throw new IllegalStateException("the findings cannot be reached", e);
    }
  }

  @FunctionalInterface
  private interface Work<T> {
    T on(PreparedStatement statement) throws SQLException;
  }
}
