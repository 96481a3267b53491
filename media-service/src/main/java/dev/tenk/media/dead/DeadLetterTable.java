package dev.tenk.media.dead;

import dev.tenk.platform.page.TimeCursor;
import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of {@code dead_letter}. Blocking, in the caller's transaction. */
@Singleton
final class DeadLetterTable {

  private static final String INSERT =
      "INSERT INTO dead_letter (id, bucket, queue, reason, deliveries, content_type, body)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING";
  private static final String LIST =
      "SELECT id, queue, reason, deliveries, put_aside_at, NULL::bytea AS body FROM dead_letter"
          + " WHERE (?::text IS NULL OR queue = ?)"
          + " AND (?::uuid IS NULL OR (put_aside_at, id) > (?::timestamptz, ?))"
          + " ORDER BY put_aside_at, id LIMIT ?";
  private static final String FIND =
      "SELECT id, queue, reason, deliveries, put_aside_at, body FROM dead_letter WHERE id = ?";
  private static final String DELETE =
      "DELETE FROM dead_letter WHERE id = ?"
          + " RETURNING id, bucket, queue, reason, deliveries, content_type, body";

  private final AgroalDataSource dataSource;

  DeadLetterTable(AgroalDataSource dataSource) {
    this.dataSource = dataSource;
  }

  void add(StoredLetter letter) {
    run(
        INSERT,
        insert -> {
          insert.setObject(1, letter.id());
          insert.setShort(2, letter.bucket());
          insert.setString(3, letter.queue());
          insert.setString(4, letter.reason());
          insert.setLong(5, letter.deliveries());
          insert.setString(6, letter.contentType());
          insert.setBytes(7, letter.body());
          return insert.executeUpdate();
        });
  }

  List<DeadLetter> list(@Nullable String queue, @Nullable TimeCursor after, int limit) {
    return run(
        LIST,
        select -> {
          select.setString(1, queue);
          select.setString(2, queue);
          select.setObject(3, after == null ? null : after.id());
          select.setObject(4, after == null ? null : after.at().atOffset(ZoneOffset.UTC));
          select.setObject(5, after == null ? null : after.id());
          select.setInt(6, limit);
          return letters(select);
        });
  }

  Optional<DeadLetter> find(UUID id) {
    return run(
        FIND,
        select -> {
          select.setObject(1, id);
          return letters(select).stream().findFirst();
        });
  }

  Optional<StoredLetter> remove(UUID id) {
    return run(
        DELETE,
        delete -> {
          delete.setObject(1, id);
          try (ResultSet row = delete.executeQuery()) {
            return row.next()
                ? Optional.of(
                    new StoredLetter(
                        row.getObject(1, UUID.class),
                        row.getShort(2),
                        row.getString(3),
                        row.getString(4),
                        row.getLong(5),
                        row.getString(6),
                        row.getBytes(7)))
                : Optional.empty();
          }
        });
  }

  private static List<DeadLetter> letters(PreparedStatement select) throws SQLException {
    List<DeadLetter> found = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        byte[] body = row.getBytes(6);
        found.add(
            new DeadLetter(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                row.getLong(4),
                row.getObject(5, OffsetDateTime.class).toInstant(),
                body == null ? null : new String(body, StandardCharsets.UTF_8)));
      }
    }
    return found;
  }

  private <T> T run(String sql, Work<T> work) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      return work.on(statement);
    } catch (SQLException e) {
      throw new IllegalStateException("the dead letters cannot be reached", e);
    }
  }

  @FunctionalInterface
  private interface Work<T> {
    T on(PreparedStatement statement) throws SQLException;
  }
}
