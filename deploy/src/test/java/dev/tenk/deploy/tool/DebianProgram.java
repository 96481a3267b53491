package dev.tenk.deploy.tool;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A program of a Debian package, without which tests are skipped. */
public record DebianProgram(String name) {

  /** Skips the current test where it is not installed. */
  public static DebianProgram needed(String name, String ofPackage) {
    assumeTrue(
        Stream.of(System.getenv("PATH").split(":", -1))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, name))),
        "needs " + ofPackage + " of Debian");
    return new DebianProgram(name);
  }

  /** Its output; an AssertionError with its errors where it fails. */
  public String run(Path directory, String... arguments) {
    List<String> words = new ArrayList<>();
    words.add(name);
    words.addAll(List.of(arguments));
    return new Command(words, directory, Map.of()).run().outputIfWell();
  }
}
