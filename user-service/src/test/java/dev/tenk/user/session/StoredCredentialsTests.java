package dev.tenk.user.session;

import static dev.tenk.user.Problems.assertProblem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.platform.id.ShardedId;
import dev.tenk.user.Person;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Sign-ins that depend on what is in the database. */
@QuarkusTest
class StoredCredentialsTests {

  @Inject AgroalDataSource database;

  @Test
  void signsInWithAnAddressOnlyOnceItIsProved() throws SQLException {
    // given: a stranger claims the same address
    Person owner = Person.member();
    new Person(Person.stranger().handle(), owner.email(), owner.password()).signUp();

    // when, then
    assertProblem(Person.signIn(owner.email(), owner.password()), 401, "wrong-credentials");

    // when: the owner proves it
    ShardedId id = ShardedId.parse(owner.id()).orElseThrow();
    try (var connection = database.getConnection();
        var insert =
            connection.prepareStatement(
                "insert into verified_email (canonical, bucket, account) values (?, ?, ?)")) {
      insert.setString(1, owner.email());
      insert.setShort(2, id.bucket());
      insert.setObject(3, id.value());
      insert.executeUpdate();
    }
    Response answer = Person.signIn(owner.email().toUpperCase(Locale.ROOT), owner.password());

    // then
    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(
            given()
                .auth()
                .oauth2(answer.path("accessToken"))
                .get("/v1/users/me")
                .<String>path("handle"))
        .isEqualTo(owner.handle());
  }

  @Test
  void renewsAHashOfAnotherCost() throws SQLException {
    // given: the hash of an account from before the cost was raised
    Person person = Person.stranger();
    person.signUp().then().statusCode(201);
    ShardedId id = ShardedId.parse(person.id()).orElseThrow();
    String old =
        "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA"
            + "$AdweBLwcflnNX2HVW8i1Mtu7frrn4Ki7h/rYSGuU7Is";
    try (var connection = database.getConnection();
        var update =
            connection.prepareStatement(
                "update account set password_hash = ? where bucket = ? and id = ?")) {
      update.setString(1, old);
      update.setShort(2, id.bucket());
      update.setObject(3, id.value());
      update.executeUpdate();
    }

    // when
    Response answer = Person.signIn(person.handle(), "correct horse");

    // then
    assertThat(answer.statusCode()).isEqualTo(201);
    try (var connection = database.getConnection();
        var query =
            connection.prepareStatement(
                "select password_hash from account where bucket = ? and id = ?")) {
      query.setShort(1, id.bucket());
      query.setObject(2, id.value());
      var row = query.executeQuery();
      assertThat(row.next()).isTrue();
      assertThat(row.getString(1)).startsWith("$argon2id$v=19$m=1024,t=2,p=1$");
    }
    assertThat(Person.signIn(person.handle(), "correct horse").statusCode()).isEqualTo(201);
  }
}
