package dev.tenk.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MediaUploadedTest {

  @Test
  void remembersTheLatestTriesAlone() {
    var job = new MediaUploaded(new UUID(0, 1), new UUID(0, 2), "key", "image/png", 7, "e3b0");

    for (int i = 0; i < 1_000; i++) {
      job = job.tried(new JobTry(Instant.ofEpochSecond(i), "worker-1", "blob_store: away"));
    }

    assertThat(job.tries()).hasSize(20);
    assertThat(job.tries().getFirst().at()).isEqualTo(Instant.ofEpochSecond(980));
    assertThat(job.tries().getLast().at()).isEqualTo(Instant.ofEpochSecond(999));
  }
}
