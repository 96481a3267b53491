package dev.tenk.peer;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

/** Rows as the API shows them; every query names its bucket, hence touches one partition. */
@Repository
class Rows {

  private static final String PROFILE =
      """
      SELECT id, handle, display_name, created_at, avatar FROM account
      WHERE bucket = ? AND id = ? AND locked_at IS NULL AND deletion_due_at IS NULL
      """;
  private static final String MEDIUM =
      """
      SELECT id, owner, status, reason, visibility, created_at, width, height, bytes, content_type, alt, tags,
        focal_x, focal_y, variants, placeholder, dominant_colour
      FROM medium WHERE bucket = ?
      """;
  private static final String ONE = MEDIUM + " AND id = ? AND status <> 'DELETED'";
  private static final String OF_OWNER =
      MEDIUM + " AND owner = ? AND status <> 'DELETED' AND visibility = 'PUBLIC'";
  private static final String FIRST = OF_OWNER + " ORDER BY id DESC LIMIT ?";
  private static final String NEXT = OF_OWNER + " AND id < ? ORDER BY id DESC LIMIT ?";

  private static final int VERSION_DIGITS = 16;

  private final JdbcClient users;
  private final JdbcClient media;
  private final ObjectMapper json;

  Rows(
      @Qualifier("users") JdbcClient users,
      @Qualifier("media") JdbcClient media,
      ObjectMapper json) {
    this.users = users;
    this.media = media;
    this.json = json;
  }

  record User(UUID id, String handle, String displayName, Instant createdAt, String avatar) {}

  record Medium(
      UUID id,
      UUID owner,
      String status,
      @JsonInclude(JsonInclude.Include.NON_NULL) String reason,
      String visibility,
      Instant createdAt,
      Integer width,
      Integer height,
      long bytes,
      String contentType,
      String alt,
      List<String> tags,
      FocalPoint focalPoint,
      List<Variant> variants,
      String placeholder,
      String dominantColour) {}

  record FocalPoint(double x, double y) {}

  record Variant(String name, String format, int width, int height, long bytes, String url) {}

  private record StoredVariant(
      String name, String format, int width, int height, long bytes, String blobKey) {

    Variant of(UUID medium) {
      String file = blobKey.substring(blobKey.lastIndexOf('/') + 1);
      int dot = file.indexOf('.');
      String tag = dot < 0 ? file : file.substring(0, dot);
      String version = tag.substring(0, Math.min(VERSION_DIGITS, tag.length()));
      return new Variant(
          name, format, width, height, bytes, "/m/" + medium + "/" + name + "." + version + "." + format);
    }
  }

  Optional<User> user(UUID id) {
    return users
        .sql(PROFILE)
        .param(bucket(id))
        .param(id)
        .query(
            (row, _) ->
                new User(
                    row.getObject("id", UUID.class),
                    row.getString("handle"),
                    row.getString("display_name"),
                    instant(row, "created_at"),
                    avatar(row.getObject("avatar", UUID.class))))
        .optional();
  }

  Optional<Medium> medium(UUID id) {
    return media.sql(ONE).param(bucket(id)).param(id).query(this::shown).optional();
  }

  List<Medium> mediaOf(UUID owner, UUID after, int limit) {
    var query = media.sql(after == null ? FIRST : NEXT).param(bucket(owner)).param(owner);
    return (after == null ? query : query.param(after)).param(limit).query(this::shown).list();
  }

  /** The 12 bits after the version. */
  private static short bucket(UUID id) {
    return (short) (id.getMostSignificantBits() & 0xFFF);
  }

  private Medium shown(ResultSet row, int number) throws SQLException {
    UUID id = row.getObject("id", UUID.class);
    Double x = row.getObject("focal_x", Double.class);
    Double y = row.getObject("focal_y", Double.class);
    return new Medium(
        id,
        row.getObject("owner", UUID.class),
        row.getString("status").toLowerCase(Locale.ROOT),
        row.getString("reason"),
        row.getString("visibility").toLowerCase(Locale.ROOT),
        instant(row, "created_at"),
        row.getObject("width", Integer.class),
        row.getObject("height", Integer.class),
        row.getLong("bytes"),
        row.getString("content_type"),
        row.getString("alt"),
        json.readValue(row.getString("tags"), new TypeReference<List<String>>() {}),
        x == null || y == null ? null : new FocalPoint(x, y),
        json.readValue(row.getString("variants"), new TypeReference<List<StoredVariant>>() {}).stream()
            .map(variant -> variant.of(id))
            .toList(),
        row.getString("placeholder"),
        row.getString("dominant_colour"));
  }

  private static String avatar(UUID medium) {
    return medium == null ? null : "/m/" + medium + "/thumb";
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
