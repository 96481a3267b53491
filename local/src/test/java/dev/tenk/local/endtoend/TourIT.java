package dev.tenk.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TourIT {

  @TempDir Path folder;

  @Test
  void isTheSameInTheReadmeAndAtTheTerminal() throws IOException {
    assertThat(ReadmeTour.script())
        .isEqualTo(Files.readString(Path.of("src/main/resources/tour.sh")));
  }

  @Test
  void leadsFromSignUpToAServedThumbnail() throws Exception {
    String printed = ReadmeTour.run(SharedSuite.running().url(), folder);

    assertThat(printed)
        .contains("worker-service: process media.uploaded")
        .contains("media-service: GET /m/");
  }
}
