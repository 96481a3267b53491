package dev.tenk.media.medium;

import static dev.tenk.media.test.ServiceRows.rowsOf;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.tenk.contract.MediaUploaded;
import dev.tenk.media.test.MediaServiceTest;
import dev.tenk.media.test.Pictures;
import dev.tenk.media.test.ServiceRows;
import dev.tenk.platform.id.ShardedId;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an owner says of a medium, with the upload and later. */
@QuarkusTest
class MediumDescriptionTest extends MediaServiceTest {

  private static final String SAID =
      "visibility=unlisted&alt=a%20harbour&tags=sea&tags=%20dusk%20&tags=sea&focalX=0.25&focalY=1";

  @Test
  void comesWithAPictureThatIsTheBody() {
    String id = described(body().urlEncodingEnabled(false).post("/v1/media?" + SAID).then());

    MediaUploaded job = eventOf(ShardedId.parse(id).orElseThrow());
    assertThat(job.focalX()).isEqualTo(0.25);
    assertThat(job.focalY()).isEqualTo(1);
  }

  @Test
  void comesWithAPictureInAForm() {
    described(
        as(owner)
            .multiPart("file", "holiday.jpg", Pictures.jpeg(9, 8), "image/jpeg")
            .multiPart("visibility", "unlisted")
            .multiPart("alt", "a harbour")
            .multiPart("tags", "sea")
            .multiPart("tags", " dusk ")
            .multiPart("tags", "sea")
            .multiPart("focalX", "0.25")
            .multiPart("focalY", "1")
            .post("/v1/media")
            .then());
  }

  private static String described(ValidatableResponse answer) {
    return answer
        .statusCode(202)
        .body("visibility", equalTo("unlisted"))
        .body("alt", equalTo("a harbour"))
        .body("tags", equalTo(List.of("sea", "dusk")))
        .body("focalPoint.x", equalTo(0.25f))
        .body("focalPoint.y", equalTo(1.0f))
        .extract()
        .path("id");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "visibility=PUBLIC",
        "visibility=friends",
        "focalX=0.5",
        "focalX=1.1&focalY=0",
        "focalX=NaN&focalY=0",
        "alt=%00",
        "tags=a%00b"
      })
  void refusesWhatCannotBeSaidWithAnUpload(String said) throws Exception {
    var before = files();

    body()
        .urlEncodingEnabled(false)
        .post("/v1/media?" + said)
        .then()
        .statusCode(422)
        .body("type", equalTo("urn:tenk:problem:invalid-input"))
        .body("errors[0].pointer", equalTo("/" + pointer(said)));
    assertThat(files()).isEqualTo(before);
    assertThat(rowsOf(owner)).isZero();
  }

  /** The coordinate that lacks, else the first that is said. */
  private static String pointer(String said) {
    return said.equals("focalX=0.5") ? "focalY" : said.substring(0, said.indexOf('='));
  }

  @Test
  void refusesAKeyThatIsUsedForAnotherDescription() {
    body().header("Idempotency-Key", "k-1").post("/v1/media").then().statusCode(202);

    body()
        .header("Idempotency-Key", "k-1")
        .post("/v1/media?visibility=private")
        .then()
        .statusCode(422)
        .body("type", equalTo("urn:tenk:problem:idempotency-key-reused"));
  }

  @Test
  void changesWhatIsNamedAndTakesAwayWhatIsNull() {
    String path = path();
    patch(
            path,
            "{\"alt\":\"words\",\"tags\":[\"sea\"],\"focalPoint\":{\"x\":0,\"y\":0.5},"
                + "\"visibility\":\"unlisted\"}")
        .statusCode(200);

    patch(path, "{\"tags\":[\"dusk\",\"sea\"]}")
        .statusCode(200)
        .body("alt", equalTo("words"))
        .body("tags", equalTo(List.of("dusk", "sea")))
        .body("focalPoint.y", equalTo(0.5f))
        .body("visibility", equalTo("unlisted"));
    patch(path, "{\"alt\":null,\"focalPoint\":null}")
        .body("alt", nullValue())
        .body("focalPoint", nullValue())
        .body("tags", equalTo(List.of("dusk", "sea")));
    patch(path, "{\"tags\":null,\"visibility\":null}")
        .body("tags", empty())
        .body("visibility", equalTo("unlisted"));
    String before = given().get(path).header("ETag");
    patch(path, "{}").statusCode(200);
    given().get(path).then().header("ETag", before);
    as(owner)
        .contentType("application/merge-patch+json")
        .body("{\"alt\":\"merged\"}")
        .patch(path)
        .then()
        .statusCode(200)
        .body("alt", equalTo("merged"));
  }

  /** Words alone are changed by one statement, unless something must be compared before. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"alt\":\"a 'harbour' at \\\"dusk\\\"\"}",
        "{\"tags\":[\" sea \",\"a \\\"quote\\\"\",\"sea\"]}",
        "{\"fileName\":\"../holiday.jpg\"}",
        "{\"alt\":null,\"tags\":null,\"fileName\":null}",
        "{\"alt\":\"words\",\"tags\":[\"dusk\"],\"fileName\":\"a.jpg\"}"
      })
  void answersAChangeWithoutAConditionAsOneWithOne(String change) throws Exception {
    String one = path();
    String other = "/v1/media/" + upload(Pictures.jpeg(9, 8));

    ValidatableResponse byStatement = patch(one, change).statusCode(200);
    ValidatableResponse inTransaction =
        as(owner)
            .contentType("application/json")
            .header("If-Match", "*")
            .body(change)
            .patch(other)
            .then()
            .statusCode(200);

    for (String member : List.of("alt", "tags", "visibility", "status", "focalPoint")) {
      assertThat(byStatement.extract().<Object>path(member))
          .as(member)
          .isEqualTo(inTransaction.extract().path(member));
    }
    for (String column : List.of("alt", "tags", "file_name")) {
      assertThat(column(one, column)).as(column).isEqualTo(column(other, column));
    }
    assertThat(byStatement.extract().asString())
        .isEqualTo(as(owner).get(one).then().extract().asString());
  }

  @Test
  void theSameWordsAgainAreNoChange() throws Exception {
    String path = path();
    patch(path, "{\"alt\":\"words\"}").statusCode(200);
    String before = column(path, "changed_at");

    patch(path, "{\"alt\":\"words\"}").statusCode(200);
    patch(path, "{\"tags\":[]}").statusCode(200);

    assertThat(column(path, "changed_at")).isEqualTo(before);
    patch(path, "{\"tags\":[\"sea\"]}").statusCode(200);
    assertThat(column(path, "changed_at")).isNotEqualTo(before);
  }

  @Test
  void refusesAChangeThatCannotBeSaid() {
    String path = path();
    String many = "[" + "\"x\",".repeat(20) + "\"y\"]";
    String each = many.replace("\"x\"", "\"%s\"").formatted(numbers());

    patch(path, "{\"tags\":" + many + "}").statusCode(200).body("tags", equalTo(List.of("x", "y")));
    invalid(patch(path, "{\"tags\":" + each + "}"), "/tags");
    invalid(patch(path, "{\"tags\":[\"" + "x".repeat(51) + "\"]}"), "/tags");
    invalid(patch(path, "{\"tags\":[\" \"]}"), "/tags");
    invalid(patch(path, "{\"tags\":[null]}"), "/tags");
    invalid(patch(path, "{\"focalPoint\":{\"x\":1.5,\"y\":0}}"), "/focalPoint/x");
    invalid(patch(path, "{\"focalPoint\":{\"x\":1}}"), "/focalPoint/y");
    for (String wrong : List.of("0", "\"PRIVATE\"", "\"friends\"", "[]")) {
      patch(path, "{\"visibility\":" + wrong + "}")
          .statusCode(400)
          .body("type", equalTo("urn:tenk:problem:malformed-body"))
          .body("errors.pointer", hasItem("/visibility"));
    }
    given().get(path).then().body("visibility", equalTo("public")).body("focalPoint", nullValue());
  }

  private static Object[] numbers() {
    Object[] numbers = new Object[20];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = i;
    }
    return numbers;
  }

  private static void invalid(ValidatableResponse answer, String pointer) {
    answer
        .statusCode(422)
        .body("type", equalTo("urn:tenk:problem:invalid-input"))
        .body("errors.pointer", hasItem(pointer));
  }

  private RequestSpecification body() {
    return as(owner).contentType("image/jpeg").body(Pictures.jpeg(8, 8));
  }

  private String path() {
    return "/v1/media/" + upload(Pictures.jpeg(8, 8));
  }

  private static @Nullable String column(String path, String name) throws SQLException {
    String id = path.substring(path.lastIndexOf('/') + 1);
    return ServiceRows.columnOf(ShardedId.parse(id).orElseThrow(), name);
  }

  private ValidatableResponse patch(String path, String body) {
    return as(owner).contentType("application/json").body(body).patch(path).then();
  }
}
