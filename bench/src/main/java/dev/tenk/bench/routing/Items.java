package dev.tenk.bench.routing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;

/**
 * A table in the shape of the big ones: partitioned by bucket, read by key and by owner.
 *
 * @param rows in it, a hundred of each owner
 */
record Items(int rows) {

  private static final int PER_OWNER = 100;
  private static final int BUCKETS = 4096;
  private static final String GET = "SELECT payload FROM item WHERE bucket = ? AND id = ?";
  private static final String LIST =
      "SELECT id, payload FROM item WHERE bucket = ? AND owner = ? ORDER BY id DESC LIMIT 20";

  /** Makes the table and waits for nothing: replicas are watched. */
  static Items make(RoutedCluster cluster, int rows) throws SQLException {
    cluster.execute(
        """
        CREATE TABLE item (bucket smallint, id bigint, owner bigint, payload text,
          PRIMARY KEY (bucket, id)) PARTITION BY HASH (bucket);
        DO $$ BEGIN FOR part IN 0..15 LOOP
          EXECUTE format('CREATE TABLE item_p%%s PARTITION OF item FOR VALUES WITH (MODULUS 16, REMAINDER %%s)', part, part);
        END LOOP; END $$;
        CREATE INDEX item_of_owner ON item (bucket, owner, id DESC);
        INSERT INTO item SELECT (n / %d) %% %d, n, n / %d, repeat(md5(n::text), 8) FROM generate_series(0, %d) n;
        """
            .formatted(PER_OWNER, BUCKETS, PER_OWNER, rows - 1));
    cluster.execute("VACUUM ANALYZE item");
    return new Items(rows);
  }

  int get(DataSource dataSource) throws SQLException {
    int id = ThreadLocalRandom.current().nextInt(rows);
    return read(dataSource, GET, id / PER_OWNER % BUCKETS, id);
  }

  int list(DataSource dataSource) throws SQLException {
    int owner = ThreadLocalRandom.current().nextInt(rows / PER_OWNER);
    return read(dataSource, LIST, owner % BUCKETS, owner);
  }

  private static int read(DataSource dataSource, String sql, int bucket, long key)
      throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      select.setInt(1, bucket);
      select.setLong(2, key);
      try (ResultSet row = select.executeQuery()) {
        int found = 0;
        while (row.next()) {
          found++;
        }
        return found;
      }
    }
  }
}
