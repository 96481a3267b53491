package dev.tenk.media.medium;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.contract.MediaFailed;
import dev.tenk.media.test.MediaServiceTest;
import dev.tenk.media.test.Pictures;
import dev.tenk.platform.id.ShardedId;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever shows a public medium elsewhere hears when it is public no longer. */
@QuarkusTest
class WithdrawnMediaTest extends MediaServiceTest {

  @ParameterizedTest
  @ValueSource(strings = {"private", "unlisted"})
  void whenItIsNotPublicAnyMore(String visibility) {
    // given
    ShardedId medium = upload(Pictures.jpeg(8, 8));

    // when
    become(medium, visibility);

    // then
    awaitWithdrawn(medium);
  }

  @Test
  void whenItIsDeleted() {
    // given
    ShardedId medium = upload(Pictures.jpeg(8, 8));

    // when
    as(owner).delete("/v1/media/" + medium).then().statusCode(204);

    // then
    awaitWithdrawn(medium);
  }

  @Test
  void whenItFails() {
    // given
    ShardedId medium = upload(Pictures.jpeg(8, 8));

    // when
    report(new MediaFailed(medium.value(), 1, "corrupt_image", "It ends too early."));

    // then
    awaitWithdrawn(medium);
  }

  @Test
  void nothingIsToldOfWhatWasNotPublic() {
    // given
    ShardedId secret =
        ShardedId.parse(
                as(owner)
                    .contentType("image/jpeg")
                    .body(Pictures.jpeg(8, 8))
                    .post("/v1/media?visibility=unlisted")
                    .then()
                    .statusCode(202)
                    .extract()
                    .<String>path("id"))
            .orElseThrow();
    ShardedId last = upload(Pictures.jpeg(8, 8));

    // when: what is told last comes last
    become(secret, "private");
    as(owner).delete("/v1/media/" + secret).then().statusCode(204);
    as(owner).delete("/v1/media/" + last).then().statusCode(204);

    // then
    awaitWithdrawn(last);
    assertThat(isWithdrawn(secret)).isFalse();
  }

  private void become(ShardedId medium, String visibility) {
    as(owner)
        .contentType("application/merge-patch+json")
        .body(Map.of("visibility", visibility))
        .patch("/v1/media/" + medium)
        .then()
        .statusCode(200);
  }
}
