package dev.tenk.user.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenk.platform.config.TenkEnvironment;
import dev.tenk.platform.config.TenkEnvironment.Environment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyDirectoryTests {

  @TempDir Path folder;

  @Test
  void makesMissingSecretsLocallyForTheOwnerAlone() throws IOException {
    // given
    Path keys = folder.resolve("keys");
    KeyDirectory directory = directory(keys, Environment.LOCAL);

    // when
    byte[] made = directory.read("refresh.key", () -> new byte[] {1, 2});
    byte[] kept = directory.read("refresh.key", () -> new byte[] {3});

    // then
    assertThat(made).containsExactly(1, 2);
    assertThat(kept).containsExactly(1, 2);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(keys.resolve("refresh.key"))))
        .isEqualTo("rw-------");
  }

  @Test
  void namesWhatIsMissingInProduction() throws IOException {
    // given
    KeyDirectory directory = directory(folder, Environment.PRODUCTION);

    // when, then
    assertThat(directory.findings())
        .extracting(finding -> finding.property() + ": " + finding.problem())
        .containsExactly(
            "tenk.signing.keys-directory: the folder holds no *.pem to sign tokens with",
            "tenk.signing.keys-directory: the folder holds no readable refresh.key");
    assertThatThrownBy(() -> directory.read("refresh.key", () -> new byte[] {1}))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("tenk.signing.keys-directory: refresh.key cannot be read");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void isContentOnceTheyAreThere() throws IOException {
    // given
    Files.writeString(folder.resolve("2026-02.pem"), SigningKey.generate());
    Files.writeString(folder.resolve("2026-01.pem"), SigningKey.generate());
    Files.write(folder.resolve("refresh.key"), new byte[32]);

    // when
    KeyDirectory directory = directory(folder, Environment.PRODUCTION);

    // then
    assertThat(directory.findings()).isEmpty();
    assertThat(directory.signingKeys().keySet()).containsExactly("2026-01.pem", "2026-02.pem");
  }

  private static KeyDirectory directory(Path folder, Environment environment) {
    return new KeyDirectory(
        new SigningDefaults(folder),
        new TenkEnvironment() {
          @Override
          public Environment environment() {
            return environment;
          }
        });
  }
}
