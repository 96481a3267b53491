package dev.tenk.bench.data;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Media that are ready, in the order of time; the n-th is of the account whose number is n modulo
 * their count, so that those of one owner lie scattered, as they do when many people upload.
 */
public final class MediaRows {

  private static final String INSERT =
      """
      INSERT INTO medium (bucket, id, owner, status, preset_version, content_type, bytes, sha256, width, height,
        placeholder, variants, created_at, changed_at)
      SELECT %1$s, %2$s, %3$s, 'READY', 1, 'image/jpeg', 2000000, hash || owner_hash, 4000, 3000,
        '1QcSHQRnh493V4dIh4eXh1h4kJUI',
        jsonb_build_array(jsonb_build_object('name', 'thumb', 'format', 'webp', 'width', 320, 'height', 240,
          'bytes', 9000, 'blobKey', hash)), to_timestamp(n), to_timestamp(n)
      FROM (
        SELECT n, n %% %4$d AS owner, md5('medium' || n) AS hash, md5('owner' || n %% %4$d) AS owner_hash
        FROM generate_series(%5$d::bigint, %6$d) AS n
      ) AS made
      """;

  private MediaRows() {}

  /**
   * Fills the empty table.
   *
   * @param owner connection of the schema's owner
   * @param rows how many media
   * @param owners how many accounts share them
   * @param logged whether they survive a crash and reach replicas
   */
  public static void fill(Connection owner, long rows, long owners, boolean logged)
      throws SQLException {
    Bulk.fill(
        owner,
        "medium",
        rows,
        logged,
        (first, last) ->
            INSERT.formatted(
                MadeIds.bucketSql("owner"),
                MadeIds.mediumSql("n", "owner"),
                MadeIds.accountSql("owner"),
                owners,
                first,
                last));
  }
}
