package dev.tenk.media.collect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.contract.MediaFailed;
import dev.tenk.media.medium.MediumBlobs;
import dev.tenk.media.medium.MediumRegistry;
import dev.tenk.media.test.MediaServiceTest;
import dev.tenk.media.test.Pictures;
import dev.tenk.platform.id.ShardedId;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BlobCollectorTest extends MediaServiceTest {

  private static final Duration GRACE = Duration.ofMinutes(30);

  @Inject MediumRegistry media;
  @Inject MediumBlobs mediumBlobs;

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
  void deletesBytesWithoutARowButNotThoseOfALivingMedium() throws Exception {
    ShardedId living = upload(Pictures.jpeg(8, 8));
    ShardedId orphan = ids.newOwnedBy(owner);
    blobs.put(MediumBlobs.original(orphan), "bytes".getBytes(UTF_8));

    collectorAt(Duration.ZERO).collectOrphans();
    assertThat(blobs.find(MediumBlobs.original(orphan))).isPresent();

    assertThat(collectorAt(GRACE.plusMinutes(1)).collectOrphans()).isPositive();
    assertThat(blobs.find(MediumBlobs.original(orphan))).isEmpty();
    assertThat(blobs.find(MediumBlobs.original(living))).isPresent();
  }

  private BlobCollector collectorAt(Duration later) {
    Instant time = Instant.now().plus(later);
    return new BlobCollector(new Config(), media, mediumBlobs, blobs, InstantSource.fixed(time));
  }

  private static final class Config implements CollectConfig {

    @Override
    public Duration every() {
      return Duration.ofMinutes(10);
    }

    @Override
    public Duration grace() {
      return GRACE;
    }
  }
}
