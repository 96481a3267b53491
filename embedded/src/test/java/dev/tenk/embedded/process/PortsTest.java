package dev.tenk.embedded.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortsTest {
  private static final String ANOTHER =
      """
      import java.nio.channels.FileChannel;
      import java.nio.file.*;
      class Another {
        public static void main(String[] arguments) throws Exception {
          try (var file = FileChannel.open(Path.of(arguments[0]), StandardOpenOption.WRITE)) {
            System.out.print(file.tryLock(Long.parseLong(arguments[1]), 1, false) == null);
          }
        }
      }
      """;

  @Test
  void aPortIsGivenOnce() {
    Set<Integer> given = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      int port = Ports.free();

      assertThat(given.add(port)).as("port %d is new", port).isTrue();
      assertThat(Ports.isFree(port)).isTrue();
    }
  }

  @Test
  void aClaimHoldsAgainstOtherProcesses(@TempDir Path source) throws Exception {
    int port = Ports.free();
    Path program = Files.writeString(source.resolve("Another.java"), ANOTHER);

    Process other =
        new ProcessBuilder(
                JavaCommand.java(),
                program.toString(),
                EngineFiles.cache().resolve("ports.lock").toString(),
                Integer.toString(port))
            .start();

    assertThat(new String(other.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
        .isEqualTo("true");
  }

  @ParameterizedTest
  @CsvSource({
    "'32768\t60999', 32000",
    "'16000\t65535\n', 16000",
    "'30000 40000', 30000",
    "'1024\t65535', 32000",
    "'', 32000",
    "'none', 32000"
  })
  void portsLieBelowThoseOfOutgoingConnections(String outgoing, int last) {
    assertThat(Ports.last(outgoing)).isEqualTo(last);
  }
}
