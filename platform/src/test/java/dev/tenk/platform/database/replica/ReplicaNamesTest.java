package dev.tenk.platform.database.replica;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplicaNamesTest {

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://r1:5432/tenk,r1:5432",
    "jdbc:postgresql://r1/tenk?user=a&password=b,r1",
    "jdbc:postgresql://a:b@r1:5432/tenk,r1:5432",
    "jdbc:postgresql:tenk,replica"
  })
  void nameOnlyHostAndPort(String url, String name) {
    assertThat(ReplicaNames.of(url)).isEqualTo(name);
  }
}
