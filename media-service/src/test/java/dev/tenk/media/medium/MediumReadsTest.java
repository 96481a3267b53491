package dev.tenk.media.medium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenk.contract.MediaFailed;
import dev.tenk.media.test.MediaServiceTest;
import dev.tenk.media.test.Pictures;
import dev.tenk.platform.database.lookup.RowsById;
import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.page.Cursor;
import dev.tenk.platform.page.Page;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Media one by one and many at once are the same, with all that is shown of them. */
@QuarkusTest
class MediumReadsTest extends MediaServiceTest {

  @Inject MediumReads reads;

  @Test
  void manyAreThoseOfEach() throws IOException {
    // given
    ShardedId waiting = upload(Pictures.jpeg(8, 8));
    ShardedId ready = upload(Pictures.jpeg(9, 8));
    report(processed(ready));
    awaitStatus(ready, "ready");
    ShardedId described = upload(Pictures.jpeg(10, 8));
    as(owner)
        .contentType("application/json")
        .body(
            """
            {"alt":"ünï","tags":["one","two"],"visibility":"private","focalPoint":{"x":0.25,"y":1}}
            """)
        .patch("/v1/media/" + described)
        .then()
        .statusCode(200);
    ShardedId failed = upload(Pictures.jpeg(11, 8));
    report(new MediaFailed(failed.value(), 1, "corrupt_image", "Broken."));
    awaitStatus(failed, "failed");
    ShardedId deleted = upload(Pictures.jpeg(12, 8));
    as(owner).delete("/v1/media/" + deleted).then().statusCode(204);
    ShardedId never = ids.newOwnedBy(owner);
    List<ShardedId> all = List.of(waiting, ready, described, failed, deleted, never);

    for (int many = 0; many <= all.size(); many++) {
      // when
      List<ShardedId> some = all.subList(0, many);
      Map<ShardedId, Optional<LoadedMedium>> found = reads.findAll(some);

      // then
      assertThat(found).containsOnlyKeys(some);
      assertThat(found).allSatisfy((id, medium) -> assertThat(medium).isEqualTo(reads.find(id)));
    }
    assertThat(Stream.of(deleted, never).map(reads::find)).containsOnly(Optional.empty());
    assertThat(Stream.of(waiting, ready, described, failed).map(reads::find))
        .doesNotContain(Optional.empty());
    assertThat(reads.find(ready).orElseThrow().variants()).isNotEmpty();
    assertThat(reads.find(described).orElseThrow().medium().focalPoint())
        .isEqualTo(new FocalPoint(0.25, 1.0));
    assertThat(reads.find(failed).orElseThrow().medium().reason()).isNotNull();
  }

  @Test
  void publicOnesAreThoseOfAllThatEveryoneMaySee() {
    // given
    List<ShardedId> uploaded =
        IntStream.range(0, 5).mapToObj(i -> upload(Pictures.jpeg(20 + i, 8))).toList();
    as(owner)
        .contentType("application/json")
        .body("{\"visibility\":\"unlisted\"}")
        .patch("/v1/media/" + uploaded.get(3))
        .then()
        .statusCode(200);
    as(owner).delete("/v1/media/" + uploaded.get(2)).then().statusCode(204);
    List<Medium> shown =
        reads.list(owner, null, 10).items().stream()
            .filter(medium -> medium.visibility() == Visibility.PUBLIC)
            .toList();
    assertThat(shown).hasSize(3);

    // when
    Page<Medium> first = reads.listPublic(owner, null, 2);
    Page<Medium> second = reads.listPublic(owner, new Cursor(shown.get(1).id()), 2);

    // then
    assertThat(first.items()).isEqualTo(shown.subList(0, 2));
    assertThat(first.next()).isNotNull();
    assertThat(second.items()).isEqualTo(shown.subList(2, 3));
    assertThat(second.next()).isNull();
  }

  @Test
  void moreThanOneQueryTakesAreRefused() {
    List<ShardedId> many =
        Stream.generate(() -> ids.newOwnedBy(owner)).limit(RowsById.MOST + 1).toList();

    assertThatThrownBy(() -> reads.findAll(many)).hasMessageContaining("17 ids, more than 16");
  }
}
