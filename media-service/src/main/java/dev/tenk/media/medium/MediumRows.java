package dev.tenk.media.medium;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.tenk.platform.database.lookup.RowsById;
import dev.tenk.platform.database.routing.SqlReads;
import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.page.Cursor;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What caches load of media, as rows of SQL. Thread-safe. */
@Singleton
class MediumRows {

  private static final String COLUMNS =
      "owner, status, reason, content_type, bytes, width, height, placeholder, dominant_colour,"
          + " visibility, alt, tags, focal_x, focal_y, variants, created_at, changed_at";

  /** What {@link #read} takes. */
  static final String SHOWN = "id, " + COLUMNS;

  private static final String PUBLIC =
      "SELECT "
          + SHOWN
          + " FROM medium WHERE bucket = ? AND owner = ?"
          + " AND status <> 'DELETED' AND visibility = 'PUBLIC'";
  private static final String NEWEST_FIRST = " ORDER BY id DESC LIMIT ?";
  private static final String FIRST_PUBLIC = PUBLIC + NEWEST_FIRST;
  private static final String LATER_PUBLIC = PUBLIC + " AND id < ?" + NEWEST_FIRST;

  private final SqlReads sql;
  private final RowsById<LoadedMedium> byId;
  private final ObjectReader texts;
  private final ObjectReader variants;

  MediumRows(SqlReads sql, ObjectMapper json) {
    this.sql = sql;
    this.byId = new RowsById<>("medium", COLUMNS, "status <> 'DELETED'", this::read);
    this.texts = json.readerForListOf(String.class);
    this.variants = json.readerForListOf(StoredVariant.class);
  }

  /** Those that were not deleted, of {@link RowsById#MOST} at most. Blocking. */
  Map<ShardedId, Optional<LoadedMedium>> find(Collection<ShardedId> ids) {
    return sql.confirmed(connection -> byId.find(connection, ids));
  }

  /** The owner's public ones, newest first, from after the cursor on. Blocking. */
  List<LoadedMedium> listPublic(ShardedId owner, @Nullable Cursor cursor, int limit) {
    return sql.read(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement(cursor == null ? FIRST_PUBLIC : LATER_PUBLIC)) {
            int parameter = 0;
            query.setShort(++parameter, owner.bucket());
            query.setObject(++parameter, owner.value());
            if (cursor != null) {
              query.setObject(++parameter, cursor.after().value());
            }
            query.setInt(++parameter, limit);
            return list(query);
          }
        });
  }

  private List<LoadedMedium> list(PreparedStatement query) throws SQLException {
    List<LoadedMedium> found = new ArrayList<>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        found.add(read(rows));
      }
    }
    return found;
  }

  /** The row at which a result is, of the columns of {@link #SHOWN}. */
  LoadedMedium read(ResultSet row) throws SQLException {
    return read(new ShardedId(row.getObject("id", UUID.class)), row);
  }

  private LoadedMedium read(ShardedId id, ResultSet row) throws SQLException {
    var medium = new MediumEntity();
    medium.bucket = id.bucket();
    medium.id = id.value();
    medium.owner = row.getObject("owner", UUID.class);
    medium.status = MediumStatus.valueOf(row.getString("status"));
    medium.reason = row.getString("reason");
    medium.contentType = row.getString("content_type");
    medium.bytes = row.getLong("bytes");
    medium.width = row.getObject("width", Integer.class);
    medium.height = row.getObject("height", Integer.class);
    medium.placeholder = row.getString("placeholder");
    medium.dominantColour = row.getString("dominant_colour");
    medium.visibility = Visibility.valueOf(row.getString("visibility"));
    medium.alt = row.getString("alt");
    medium.tags = list(texts, row.getString("tags"));
    medium.focalX = row.getObject("focal_x", Double.class);
    medium.focalY = row.getObject("focal_y", Double.class);
    medium.variants = list(variants, row.getString("variants"));
    medium.createdAt = row.getObject("created_at", OffsetDateTime.class).toInstant();
    medium.changedAt = row.getObject("changed_at", OffsetDateTime.class).toInstant();
    return LoadedMedium.of(medium);
  }

  private static <T> List<T> list(ObjectReader reader, String json) {
    try {
      return reader.readValue(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not what is written there", e);
    }
  }
}
