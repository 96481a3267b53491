package dev.tenk.media.collect;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.contract.MediaFailed;
import dev.tenk.media.medium.MediumBlobs;
import dev.tenk.media.medium.MediumRegistry;
import dev.tenk.media.test.MediaServiceTest;
import dev.tenk.media.test.Pictures;
import dev.tenk.platform.id.ShardedId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BlobCollectorTest extends MediaServiceTest {

  private static final Duration GRACE = Duration.ofMinutes(30);

  @Inject MediumRegistry media;
  @Inject MediumBlobs mediumBlobs;
  @Inject Findings findings;

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

  @Test
  void deletesTheBytesOfAFailedMediumAfterTheGrace() throws Exception {
    ShardedId id = upload(Pictures.jpeg(8, 8));
    media.apply(new MediaFailed(id.value(), 1, "corrupt_image", "Broken."));

    collectorAt(Duration.ZERO).collectEnded();
    assertThat(blobs.find(MediumBlobs.original(id))).isPresent();

    assertThat(collectorAt(GRACE.plusMinutes(1)).collectEnded()).isPositive();
    assertThat(blobs.find(MediumBlobs.original(id))).isEmpty();
    assertThat(collectorAt(GRACE.plusMinutes(2)).collectEnded()).isZero();
  }

  @Test
  void tellsOfBytesWithoutARowAndDeletesThemAtTheNextLook() throws Exception {
    // given
    ShardedId living = upload(Pictures.jpeg(8, 8));
    ShardedId orphan = ids.newOwnedBy(owner);
    blobs.put(MediumBlobs.original(orphan), "bytes".getBytes(UTF_8));

    // when, then: within the grace they are an upload's
    BlobCollector early = collectorAt(Duration.ZERO);
    early.collectOrphans();
    early.collectOrphans();
    assertThat(blobs.find(MediumBlobs.original(orphan))).isPresent();

    // when, then
    BlobCollector collector = collectorAt(GRACE.plusMinutes(1));
    collector.collectOrphans();
    assertThat(metrics.get("tenk.collect.orphans").gauge().value()).isPositive();
    assertThat(report(orphan))
        .containsEntry("kind", "bytes_without_medium")
        .containsKey("firstSeenAt")
        .doesNotContainKey("deletedAt");
    assertThat(report(living)).isEmpty();
    assertThat(blobs.find(MediumBlobs.original(orphan))).isPresent();
    assertThat(collector.collectOrphans()).isPositive();
    assertThat(blobs.find(MediumBlobs.original(orphan))).isEmpty();
    assertThat(report(orphan)).containsKey("deletedAt");
    assertThat(blobs.find(MediumBlobs.original(living))).isPresent();
    collector.collectOrphans();
    assertThat(metrics.get("tenk.collect.orphans").gauge().value()).isZero();
  }

  @Test
  void onlyTellsOfThemWhereItIsToldTo() throws Exception {
    ShardedId orphan = ids.newOwnedBy(owner);
    blobs.put(MediumBlobs.original(orphan), "bytes".getBytes(UTF_8));
    var config = new Config(CollectConfig.Orphans.REPORT);
    BlobCollector collector = collectorAt(GRACE.plusMinutes(1), config);

    for (int look = 0; look < 3; look++) {
      assertThat(collector.collectOrphans()).isZero();
    }

    assertThat(blobs.find(MediumBlobs.original(orphan))).isPresent();
    mediumBlobs.delete(orphan);
  }

  @Test
  void findsMediaWhoseOriginalIsMissing() throws Exception {
    // given
    upload(Pictures.jpeg(8, 8));
    ShardedId robbed = upload(Pictures.jpeg(9, 9));
    ShardedId deleted = upload(Pictures.jpeg(7, 7));
    as(owner).delete("/v1/media/" + deleted).then().statusCode(204);
    mediumBlobs.delete(robbed);

    // when, then: an upload of just now may be on its way
    assertThat(missingAt(Duration.ZERO).verify(owner.bucket())).isZero();
    assertThat(missingAt(GRACE.plusMinutes(1)).verify(owner.bucket())).isEqualTo(1);
    assertThat(metrics.get("tenk.collect.missing").counter().count()).isEqualTo(1);
    assertThat(report(robbed)).containsEntry("kind", "medium_without_bytes");
    as(owner).delete("/v1/media/" + robbed).then().statusCode(204);
    assertThat(missingAt(GRACE.plusMinutes(1)).verify(owner.bucket())).isZero();
  }

  @Test
  void deletingOnesBytesLeavesTheSameBytesOfAnother() throws Exception {
    byte[] picture = Pictures.jpeg(8, 8);
    ShardedId mine = upload(picture);
    owner = ids.newOwner();
    ShardedId theirs = upload(picture);

    as(owner).delete("/v1/media/" + theirs).then().statusCode(204);

    assertThat(blobs.find(MediumBlobs.original(theirs))).isEmpty();
    assertThat(blobs.find(MediumBlobs.original(mine))).isPresent();
  }

  /** What administrators read of it; nothing where it is not named. */
  private static Map<String, String> report(ShardedId medium) {
    String cursor = "";
    do {
      Response page = asAdmin().get("/v1/media/storage-findings?limit=2" + cursor);
      assertThat(page.statusCode()).isEqualTo(200);
      List<Map<String, String>> items = page.path("items");
      for (Map<String, String> item : items) {
        if (medium.toString().equals(item.get("medium"))) {
          return item;
        }
      }
      String next = page.path("next");
      cursor = next == null ? "" : "&cursor=" + next;
    } while (!cursor.isEmpty());
    return Map.of();
  }

  @Test
  void isReportedToAdministratorsAlone() {
    String path = "/v1/media/storage-findings";

    assertThat(given().get(path).statusCode()).isEqualTo(401);
    assertThat(as(owner).get(path).statusCode()).isEqualTo(403);
    assertThat(asAdmin().get(path + "?kind=bytes_without_medium").statusCode()).isEqualTo(200);
    assertThat(asAdmin().get(path + "?kind=others").statusCode()).isEqualTo(422);
    assertThat(asAdmin().get(path + "?limit=0").statusCode()).isEqualTo(422);
    assertThat(asAdmin().get(path + "?cursor=x").statusCode()).isEqualTo(400);
  }

  private BlobCollector collectorAt(Duration later) {
    return collectorAt(later, new Config(CollectConfig.Orphans.DELETE));
  }

  private BlobCollector collectorAt(Duration later, CollectConfig config) {
    InstantSource clock = at(later);
    metrics.clear(); // of the collector before
    return new BlobCollector(
        config,
        media,
        mediumBlobs,
        blobs,
        new OrphanedBytes(config, media, blobs, findings, clock, metrics),
        findings,
        clock);
  }

  private MissingBytes missingAt(Duration later) {
    return new MissingBytes(
        new Config(CollectConfig.Orphans.REPORT), media, blobs, findings, at(later), metrics);
  }

  private static InstantSource at(Duration later) {
    return InstantSource.fixed(Instant.now().plus(later));
  }

  private record Config(Orphans orphans) implements CollectConfig {

    @Override
    public Duration every() {
      return Duration.ofMinutes(10);
    }

    @Override
    public Duration grace() {
      return GRACE;
    }

    @Override
    public Duration verifyEvery() {
      return Duration.ofHours(1);
    }

    @Override
    public int verifyBuckets() {
      return 6;
    }
  }
}
