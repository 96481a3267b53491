package dev.tenk.deploy.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.deploy.chart.Checkout;
import dev.tenk.deploy.docs.Recording.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands of the operations' documents, each of them. */
class OperationsTest {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^( *)```sh\\n(.*?)^ *```$");
  private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(#[^)]*)?\\)");

  @TempDir Path work;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "install",
        "upgrade",
        "rollback",
        "secrets",
        "backup",
        "disaster",
        "scaling",
        "sizing",
        "images"
      })
  void commandsAreOnesThatWork(String document) throws IOException {
    String text = Files.readString(Checkout.OPERATIONS.resolve(document + ".md"));
    String script =
        BLOCK
            .matcher(text)
            .results()
            .map(block -> block.group(2).indent(-block.group(1).length()))
            .collect(Collectors.joining("\n"));

    List<Call> calls = Recording.of(script, work);

    assertThat(calls).allSatisfy(CallCheck::check);
    assertThat(calls.isEmpty()).isEqualTo(document.equals("sizing"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "install",
        "upgrade",
        "rollback",
        "secrets",
        "backup",
        "disaster",
        "scaling",
        "sizing",
        "images",
        "../../helm/tenk/README"
      })
  void linksLeadToFiles(String document) throws IOException {
    Path file = Checkout.OPERATIONS.resolve(document + ".md");
    for (Matcher link = LINK.matcher(Files.readString(file)); link.find(); ) {
      assertThat(file.resolveSibling(link.group(1))).exists();
    }
  }
}
