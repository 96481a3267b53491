package dev.tenk.user.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.platform.id.ShardedId;
import dev.tenk.user.Person;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What a sign-up leaves in the database. */
@QuarkusTest
class StoredAccountTests {

  @Inject AgroalDataSource database;

  @Test
  void storesAnArgon2idHashInTheBucketOfTheId() throws SQLException {
    // given
    Person person = Person.member();
    ShardedId id = ShardedId.parse(person.id()).orElseThrow();

    // when
    try (var connection = database.getConnection();
        var query =
            connection.prepareStatement(
                "select bucket, password_hash, email_verified, roles from account"
                    + " where bucket = ? and id = ?")) {
      query.setShort(1, id.bucket());
      query.setObject(2, id.value());
      var row = query.executeQuery();

      // then
      assertThat(row.next()).isTrue();
      assertThat(row.getShort("bucket")).isEqualTo(id.bucket());
      assertThat(row.getString("password_hash"))
          .startsWith("$argon2id$v=19$m=1024,t=2,p=1$")
          .doesNotContain(person.password());
      assertThat(row.getBoolean("email_verified")).isFalse();
      assertThat((String[]) row.getArray("roles").getArray()).containsExactly("user");
    }
  }
}
