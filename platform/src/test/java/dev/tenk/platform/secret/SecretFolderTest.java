package dev.tenk.platform.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFolderTest {

  @TempDir Path path;

  @Test
  void readsTheFilesOfANameInTheirOrder() throws IOException {
    Files.writeString(path.resolve("b.key"), "second");
    Files.writeString(path.resolve("a.key"), "first");
    Files.writeString(path.resolve("c.pem"), "other");

    assertThat(folder().read("*.key").keySet()).containsExactly("a.key", "b.key");
    assertThat(folder().read("*.key").get("b.key")).isEqualTo("second".getBytes(UTF_8));
  }

  @Test
  void readsTheStateThatKubernetesPointsAt() throws IOException {
    Path first = Files.createDirectory(path.resolve("..2026"));
    Files.writeString(first.resolve("a.key"), "mounted");
    Files.createSymbolicLink(path.resolve("..data"), first.getFileName());
    Files.writeString(path.resolve("b.key"), "beside it");

    assertThat(folder().read("*.key").keySet()).containsExactly("a.key");
  }

  @Test
  void hasNothingWhereThereIsNoFolder() {
    assertThat(new SecretFolder(path.resolve("none"), "some.property").read("*.key")).isEmpty();
  }

  @Test
  void storesForTheOwnerAloneAndLeavesWhatIsThere() throws IOException {
    SecretFolder folder = new SecretFolder(path.resolve("new"), "some.property");

    folder.create("a.key", new byte[] {1});
    folder.create("a.key", new byte[] {2});

    assertThat(folder.read("*.key").get("a.key")).containsExactly(1);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.path().resolve("a.key"))))
        .isEqualTo("rw-------");
  }

  private SecretFolder folder() {
    return new SecretFolder(path, "some.property");
  }
}
