package dev.tenk.media.medium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasSize;

import dev.tenk.contract.MediaFailed;
import dev.tenk.contract.MediaProcessed;
import dev.tenk.media.test.MediaServiceTest;
import dev.tenk.media.test.Pictures;
import dev.tenk.platform.id.ShardedId;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MediumRegistryTest extends MediaServiceTest {

  @Inject MediumRegistry media;

  @Test
  void changesNothingByARepeatedOrOlderResult() throws Exception {
    ShardedId id = upload(Pictures.jpeg(8, 8));
    MediaProcessed processed = processed(id);

    assertThat(media.apply(processed)).isEqualTo(MediumRegistry.Applied.RECORDED);
    assertThat(media.apply(processed)).isEqualTo(MediumRegistry.Applied.RECORDED);
    assertThat(media.apply(new MediaFailed(id.value(), 1, "timeout", "Too slow.")))
        .isEqualTo(MediumRegistry.Applied.RECORDED);
    assertThat(media.apply(new MediaFailed(id.value(), 0, "timeout", "Too slow.")))
        .isEqualTo(MediumRegistry.Applied.RECORDED);

    awaitStatus(id, "ready").body("variants", hasSize(2));
  }
}
