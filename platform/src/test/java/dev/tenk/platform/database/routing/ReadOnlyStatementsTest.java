package dev.tenk.platform.database.routing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadOnlyStatementsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select a from b",
        "  /* dynamic */ SELECT forupdate from information",
        "with x as (select 1) select * from x",
        "(select 1) union (select 2)",
        "values (1)"
      })
  void letReadsThrough(String sql) {
    assertThat(ReadOnlyStatements.isRead(sql)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "insert into a values (1)",
        "/* update */ update a set b = 1",
        "delete from a",
        "merge into a using b on (c) when matched then delete",
        "call procedure()",
        "{call procedure()}",
        "lock table a",
        "selection",
        "select a from b where c = ? for update",
        "select a from b for no key update skip locked",
        "select a from b\nfor  share",
        "select a from b for key share"
      })
  void stopWritesAndLocks(String sql) {
    assertThat(ReadOnlyStatements.isRead(sql)).isFalse();
  }
}
