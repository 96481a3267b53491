package dev.tenk.user.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.platform.config.TenkEnvironment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SigningKeyAgeTests {

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-07-20T00:00:00Z"));

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "2026-07.pem,      2026-07-01T00:00:00Z",
    "2026-07-15.pem,   2026-07-15T00:00:00Z",
    "2026-07-15-b.pem, 2026-07-15T00:00:00Z",
    "2026-02-31.pem,",
    "2026-13.pem,",
    "2026-071.pem,",
    "signing-1.pem,"
  })
  void isByTheDateInTheNameOfTheFile(String name, Instant date) {
    assertThat(SigningKeyAge.dateOf(name)).isEqualTo(Optional.ofNullable(date));
  }

  @Test
  void isThatOfTheKeyThatSigns() throws Exception {
    // given
    Files.writeString(folder.resolve("2026-01-01.pem"), SigningKey.generate());
    SigningKeyAge age = age();
    Duration before = age.age();

    // when another one is made, and signs
    Files.writeString(folder.resolve("2026-07-15.pem"), SigningKey.generate());

    // then
    assertThat(before).isEqualTo(Duration.ofDays(200));
    assertThat(age().age()).isEqualTo(Duration.ofDays(5));
  }

  @Test
  void isThatOfTheProcessWhereNothingElseIsKnown() throws Exception {
    // given
    Files.writeString(folder.resolve("signing.pem"), SigningKey.generate());
    SigningKeyAge age = age();

    // when
    now.set(now.get().plus(Duration.ofDays(3)));

    // then
    assertThat(age.age()).isEqualTo(Duration.ofDays(3));
  }

  private SigningKeyAge age() {
    SigningDefaults config = new SigningDefaults(folder);
    var directory = new KeyDirectory(config, () -> TenkEnvironment.Environment.PRODUCTION);
    return new SigningKeyAge(new SigningKeys(directory, config, now::get), now::get);
  }
}
