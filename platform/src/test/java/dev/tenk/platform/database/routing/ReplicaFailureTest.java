package dev.tenk.platform.database.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.platform.database.replica.Refusal;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplicaFailureTest {

  @ParameterizedTest
  @CsvSource({
    "40001,RECOVERY_CONFLICT,false",
    "40P01,RECOVERY_CONFLICT,false",
    "08006,READ_FAILED,true",
    "57P01,READ_FAILED,true",
    "53300,READ_FAILED,true",
    "58030,READ_FAILED,true",
    "42P01,READ_FAILED,false",
    "25006,,false",
    "22012,,false",
    "57014,,false"
  })
  void areToldByTheirState(String state, @Nullable Refusal again, boolean ofTheServer) {
    var wrapped = new IllegalStateException(new SQLException("failed", state));

    assertThat(ReplicaFailure.of(wrapped)).isEqualTo(again);
    assertThat(ReplicaFailure.isOfTheServer(wrapped)).isEqualTo(ofTheServer);
  }
}
