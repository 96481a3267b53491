package dev.tenk.local.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The README's tour, word for word, in a shell. */
public final class ReadmeTour {
  private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
  private static final long LIMIT_SECONDS = 60;

  private ReadmeTour() {}

  static String script() throws IOException {
    String readme = Files.readString(CHECKOUT.resolve("README.md"));
    int begin = readme.indexOf("```sh\n", readme.indexOf("<!-- tour -->")) + 6;
    return readme.substring(begin, readme.indexOf("```", begin));
  }

  /**
   * Leads from sign-up to a served thumbnail, or fails. Answers what it printed: at its end where
   * the time went, which only the suite of {@code ./tenk up} knows.
   *
   * @param origin its URL
   * @param folder for the script and what it fetches
   */
  public static String run(String origin, Path folder) throws IOException, InterruptedException {
    Path script = folder.resolve("tour.sh");
    Files.writeString(
        script,
        script()
            .replace("http://localhost:8080", origin)
            .replace("docs/tour/photo.jpg", CHECKOUT.resolve("docs/tour/photo.jpg").toString()));

    Process shell =
        new ProcessBuilder("sh", "-eu", script.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(shell.getInputStream().readAllBytes(), UTF_8);

    assertThat(shell.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(output).contains("\"status\":\"ready\"").contains("200 image/webp");
    assertThat(shell.exitValue()).isZero();
    assertThat(new String(Files.readAllBytes(folder.resolve("thumb.webp")), 8, 4, UTF_8))
        .isEqualTo("WEBP");
    return output;
  }
}
