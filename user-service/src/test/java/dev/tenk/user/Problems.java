package dev.tenk.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.util.List;

/** Asserts about answers that are problems. */
public final class Problems {

  private Problems() {}

  /** The answer is this problem, and no more is told than problems tell. */
  public static void assertProblem(Response answer, int status, String slug) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    assertThat(answer.contentType()).startsWith("application/problem+json");
    assertThat(answer.<Integer>path("status")).isEqualTo(status);
    assertThat(answer.<String>path("type")).isEqualTo("urn:tenk:problem:" + slug);
    assertThat(answer.<String>path("title")).isNotBlank();
    assertThat(answer.<String>path("instance")).startsWith("urn:tenk:request:");
    assertThat(answer.asString()).doesNotContain("Exception", "dev.tenk", "jakarta");
  }

  /** The answer is this problem and blames these fields, in this order. */
  public static void assertProblem(Response answer, int status, String slug, String... pointers) {
    assertProblem(answer, status, slug);
    assertThat(answer.<List<String>>path("errors.pointer")).containsExactly(pointers);
  }
}
