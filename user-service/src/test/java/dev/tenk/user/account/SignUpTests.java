package dev.tenk.user.account;

import static dev.tenk.user.Person.post;
import static dev.tenk.user.Problems.assertProblem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.user.Person;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class SignUpTests {

  @Test
  void createsAnAccountThatEverybodySees() {
    // given
    Person person = Person.stranger();
    Instant before = Instant.now().minusMillis(1);

    // when
    Response created =
        post(
            "/v1/users",
            Map.of(
                "handle", person.handle(),
                "email", person.email(),
                "password", person.password(),
                "displayName", "Zoë 🐎",
                "unknownField", 7));

    // then
    assertThat(created.statusCode()).isEqualTo(201);
    String id = created.path("id");
    assertThat(created.header("Location")).endsWith("/v1/users/" + id);
    assertThat(created.<String>path("handle")).isEqualTo(person.handle());
    assertThat(created.<String>path("displayName")).isEqualTo("Zoë 🐎");
    assertThat(Instant.parse(created.path("createdAt")))
        .isBetween(before, Instant.now().plus(Duration.ofSeconds(1)));
    assertThat(created.<Map<String, Object>>path("$"))
        .containsOnlyKeys("id", "handle", "displayName", "createdAt", "avatar");
    assertThat(given().get("/v1/users/" + id).asString()).isEqualTo(created.asString());
  }

  @Test
  void takesTheHandleAsDisplayName() {
    // given
    Person person = Person.stranger();

    // when
    Response created = person.signUp();

    // then
    assertThat(created.<String>path("displayName")).isEqualTo(person.handle());
  }

  @Test
  void refusesATakenHandleInAnyLetterCase() {
    // given
    Person first = Person.member();
    Person second =
        new Person(first.handle().toUpperCase(Locale.ROOT), "other@mail.example", first.password());

    // when
    Response answer = second.signUp();

    // then
    assertProblem(answer, 409, "handle-taken", "/handle");
  }

  @Test
  void givesAHandleToOneOfManyAtOnce() throws Exception {
    // given
    Person person = Person.stranger();
    List<Callable<Integer>> tries =
        Stream.generate(() -> (Callable<Integer>) () -> person.signUp().statusCode())
            .limit(8)
            .toList();

    // when
    Map<Integer, Long> statuses;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      statuses =
          threads.invokeAll(tries).stream()
              .collect(Collectors.groupingBy(done -> done.resultNow(), Collectors.counting()));
    }

    // then
    assertThat(statuses).containsExactlyInAnyOrderEntriesOf(Map.of(201, 1L, 409, 7L));
  }

  @Test
  void letsManyClaimAnAddressUntilOneProvesIt() {
    // given
    Person first = Person.member();
    Person second = new Person(Person.stranger().handle(), first.email(), first.password());

    // when
    Response answer = second.signUp();

    // then
    assertThat(answer.statusCode()).isEqualTo(201);
  }

  @Test
  void namesEveryFieldThatIsNotAcceptable() {
    // when
    Response answer =
        post(
            "/v1/users",
            Map.of("handle", "a b", "email", "nowhere", "password", "short", "displayName", " x"));

    // then
    assertProblem(answer, 422, "invalid-input", "/displayName", "/email", "/handle", "/password");
  }

  @Test
  void namesEveryFieldThatIsMissing() {
    assertProblem(
        post("/v1/users", Map.of()), 422, "invalid-input", "/email", "/handle", "/password");
  }

  @ParameterizedTest
  @CsvSource({
    "handle, ab",
    "handle, abcdefghijklmnopqrstuvwxyz_1234",
    "handle, ännä",
    "handle, аnna",
    "handle, a@b.example",
    "email, abc@",
    "email, a b@mail.example",
    "email, ''",
    "password, password1",
    "password, Football",
    "password, sevench",
    "displayName, ''"
  })
  void refusesAFieldThatIsNotAcceptable(String field, String value) {
    // given
    Person person = Person.stranger();
    Map<String, Object> body =
        new HashMap<>(
            Map.of(
                "handle", person.handle(),
                "email", person.email(),
                "password", person.password()));
    body.put(field, value);

    // when
    Response answer = post("/v1/users", body);

    // then
    assertProblem(answer, 422, "invalid-input", "/" + field);
    assertThat(answer.asString()).doesNotContain(person.password());
  }

  @Test
  void refusesHandleAndAddressAsPassword() {
    // given
    Person person = Person.stranger();

    // when, then
    for (String password : List.of(person.handle().toUpperCase(Locale.ROOT), person.email())) {
      Response answer = new Person(person.handle(), person.email(), password).signUp();
      assertProblem(answer, 422, "invalid-input", "/password");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"{\"handle\":", "[1]", "\"text\"", "{\"handle\":{\"a\":1}}", "not json"})
  void refusesWhatIsNotJsonOfThatShape(String body) {
    assertProblem(post("/v1/users", body), 400, "malformed-body");
  }

  @Test
  void refusesAnEmptyBody() {
    // when
    Response answer = given().contentType(ContentType.JSON).post("/v1/users");

    // then
    assertThat(answer.statusCode()).isIn(400, 422);
    assertThat(answer.contentType()).startsWith("application/problem+json");
  }

  @Test
  void refusesOtherContentTypes() {
    assertProblem(
        given().contentType(ContentType.TEXT).body("handle").post("/v1/users"),
        415,
        "unsupported-media-type");
  }

  @Test
  void refusesABodyOver64Kilobytes() {
    // given
    Person person = Person.stranger();

    // when
    Response answer = new Person(person.handle(), person.email(), "x".repeat(70_000)).signUp();

    // then
    assertProblem(answer, 413, "content-too-large");
  }
}
