package dev.tenk.local.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's tour, word for word, in a shell. */
class TourIT {

  private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();

  @TempDir Path folder;

  @Test
  void isTheSameInTheReadmeAndAtTheTerminal() throws IOException {
    assertThat(readmeTour())
        .isEqualTo(Files.readString(CHECKOUT.resolve("local/src/main/resources/tour.sh")));
  }

  @Test
  void leadsFromSignUpToAServedThumbnail() throws Exception {
    Path script = folder.resolve("tour.sh");
    Files.writeString(
        script,
        readmeTour()
            .replace("http://localhost:8080", SharedSuite.running().url())
            .replace("docs/tour/photo.jpg", CHECKOUT.resolve("docs/tour/photo.jpg").toString()));

    Process shell =
        new ProcessBuilder("sh", "-eu", script.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(shell.getInputStream().readAllBytes(), UTF_8);

    assertThat(shell.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(output).contains("\"status\":\"ready\"").contains("200 image/webp");
    assertThat(shell.exitValue()).isZero();
    assertThat(new String(Files.readAllBytes(folder.resolve("thumb.webp")), 8, 4, UTF_8))
        .isEqualTo("WEBP");
  }

  private static String readmeTour() throws IOException {
    String readme = Files.readString(CHECKOUT.resolve("README.md"));
    int begin = readme.indexOf("```sh\n", readme.indexOf("<!-- tour -->")) + 6;
    return readme.substring(begin, readme.indexOf("```", begin));
  }
}
