package dev.tenk.user.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The queries that the repository sends, as PostgreSQL plans them. */
@QuarkusTest
class AccountPartitionTests {

  private static final Pattern PARTITION = Pattern.compile("\\b\\w+_p\\d\\d\\b");

  @Inject AgroalDataSource database;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "select * from account where bucket = 77 and id = '0190a5f0-1234-704d-8def-0123456789ab'",
        "update account set password_hash = 'b' where bucket = 77"
            + " and id = '0190a5f0-1234-704d-8def-0123456789ab' and password_hash = 'a'",
        "select * from account_handle where canonical = 'anna'",
        "select * from verified_email where canonical = 'anna@mail.example'",
        "delete from verified_email where canonical = 'anna@mail.example'"
            + " and account = '0190a5f0-1234-704d-8def-0123456789ab'",
        "delete from mail where bucket = 77 and id = '0190a5f0-1234-704d-8def-0123456789ab'",
        "delete from mail where bucket = 77 and account = '0190a5f0-1234-704d-8def-0123456789ab'",
        "delete from mail_token where bucket = 77 and id = '0190a5f0-1234-704d-8def-0123456789ab'"
            + " and hash = '\\x00' and purpose = any('{RESET_PASSWORD}') and expires_at > now()",
        "delete from mail_token where bucket = 77"
            + " and account = '0190a5f0-1234-704d-8def-0123456789ab'"
            + " and purpose = any('{RESET_PASSWORD}')"
      })
  void touchOnePartition(String query) throws SQLException {
    // when
    List<String> plan = new ArrayList<>();
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("explain " + query)) {
      while (rows.next()) {
        plan.add(rows.getString(1));
      }
    }

    // then
    assertThat(
            PARTITION.matcher(String.join("\n", plan)).results().map(MatchResult::group).distinct())
        .as(String.join("\n", plan))
        .hasSize(1);
  }
}
