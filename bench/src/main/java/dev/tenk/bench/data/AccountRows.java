package dev.tenk.bench.data;

import java.sql.Connection;
import java.sql.SQLException;

/** Accounts with handles of their own and one password. */
public final class AccountRows {

  private static final String ACCOUNT =
      """
      INSERT INTO account (bucket, id, version, handle, display_name, email, email_verified, password_hash, roles, created_at)
      SELECT %1$s, %2$s, 0, 'person' || n, 'Person ' || n, 'person' || n || '@mail.example', true, '%5$s', ARRAY['user'],
        to_timestamp(1700000000)
      FROM generate_series(%3$d::bigint, %4$d) AS n
      """;

  private static final String HANDLE =
      """
      INSERT INTO account_handle (canonical, bucket, account)
      SELECT 'person' || n, %1$s, %2$s FROM generate_series(%3$d::bigint, %4$d) AS n
      """;

  private AccountRows() {}

  /**
   * Fills the tables, which have nothing but what signed up by the API.
   *
   * @param owner connection of the schema's owner
   * @param rows how many accounts
   * @param passwordHash of all of them, in PHC string format
   */
  public static void fill(Connection owner, long rows, String passwordHash) throws SQLException {
    Bulk.fill(
        owner, "account", rows, true, (first, last) -> sql(ACCOUNT, first, last, passwordHash));
    Bulk.fill(
        owner,
        "account_handle",
        rows,
        true,
        (first, last) -> sql(HANDLE, first, last, passwordHash));
  }

  /** The handle of the account of this number. */
  public static String handle(long number) {
    return "person" + number;
  }

  private static String sql(String insert, long first, long last, String passwordHash) {
    return insert.formatted(
        MadeIds.bucketSql("n"), MadeIds.accountSql("n"), first, last, passwordHash);
  }
}
