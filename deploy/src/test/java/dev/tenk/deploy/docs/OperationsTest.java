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
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands of the operations' documents, each of them. */
class OperationsTest {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^( *)```sh\\n(.*?)^ *```$");
  private static final Pattern COMMAND =
      Pattern.compile("(?<![\\w-])(kubectl|helm|java|\\./tenk|curl|psql|redis-cli) ");
  private static final Pattern INLINE = Pattern.compile("`\\./tenk ([^`]+)`");
  private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(#[^)]*)?\\)");

  @TempDir Path work;

  static List<String> documents() throws IOException {
    try (Stream<Path> files = Files.list(Checkout.OPERATIONS)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void commandsAreOnesThatWork(String document) throws IOException {
    String text = Files.readString(Checkout.OPERATIONS.resolve(document));
    String script =
        BLOCK
            .matcher(text)
            .results()
            .map(block -> block.group(2).indent(-block.group(1).length()))
            .collect(Collectors.joining("\n"));

    List<Call> calls = Recording.of(script, work);

    assertThat(calls).allSatisfy(CallCheck::check);
    assertThat(calls.isEmpty()).isEqualTo(!COMMAND.matcher(script).find());
  }

  /** Those within sentences may leave out the rest of their arguments. */
  @ParameterizedTest
  @MethodSource("documents")
  void commandsInSentencesAreKnown(String document) throws IOException {
    String text = Files.readString(Checkout.OPERATIONS.resolve(document));

    assertThat(INLINE.matcher(text).results())
        .allSatisfy(
            command ->
                CallCheck.check(new Call(List.of(("tenk " + command.group(1)).split("\\s+")), "")));
  }

  @ParameterizedTest
  @MethodSource("documents")
  @ValueSource(strings = "../../helm/tenk/README.md")
  void linksLeadToFiles(String document) throws IOException {
    Path file = Checkout.OPERATIONS.resolve(document);
    for (Matcher link = LINK.matcher(Files.readString(file)); link.find(); ) {
      assertThat(file.resolveSibling(link.group(1))).exists();
    }
  }
}
