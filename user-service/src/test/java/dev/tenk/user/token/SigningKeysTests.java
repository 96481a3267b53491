package dev.tenk.user.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenk.platform.config.TenkEnvironment;
import dev.tenk.platform.token.InvalidTokenException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rotation, step by step, without a restart. */
class SigningKeysTests {

  private static final Instant START = Instant.parse("2026-05-04T03:02:01Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final String first = SigningKey.generate();
  private final String second = SigningKey.generate();

  @TempDir Path folder;

  @BeforeEach
  void begin() throws IOException {
    Files.writeString(folder.resolve("2026-01.pem"), first);
  }

  @Test
  void publishesTheNextKeyAndSignsWithItOnceItIsRenamed() throws IOException {
    // given
    SigningKeys keys = keys();

    // when: the next key is put beside the current one, for however long
    Files.writeString(folder.resolve("2026-07.next.pem"), second);
    reloadAfter(keys, Duration.ofSeconds(10));

    // then
    assertSigns(keys, first);
    assertPublished(keys, first, second);
    reloadAfter(keys, Duration.ofDays(1));
    assertSigns(keys, first);

    // when
    Files.move(folder.resolve("2026-07.next.pem"), folder.resolve("2026-07.pem"));
    reloadAfter(keys, Duration.ofSeconds(10));

    // then: at once, since everybody knows it
    assertSigns(keys, second);
    assertPublished(keys, first, second);
  }

  @Test
  void waitsWithAKeyThatNobodyKnowsYet() throws IOException {
    // given
    SigningKeys keys = keys();

    // when
    Files.writeString(folder.resolve("2026-07.pem"), second);
    reloadAfter(keys, Duration.ofSeconds(10));

    // then
    assertSigns(keys, first);
    assertPublished(keys, first, second);
    reloadAfter(keys, Duration.ofMinutes(10).minusSeconds(1));
    assertSigns(keys, first);
    reloadAfter(keys, Duration.ofSeconds(1));
    assertSigns(keys, second);
  }

  @Test
  void keepsAPreviousKeyUntilItsLastTokenHasExpired() throws IOException {
    // given
    Files.writeString(folder.resolve("2026-07.pem"), second);
    SigningKeys keys = keys();
    assertSigns(keys, second);

    // when
    Files.delete(folder.resolve("2026-01.pem"));
    reloadAfter(keys, Duration.ofSeconds(10));

    // then
    assertPublished(keys, first, second);
    reloadAfter(keys, Duration.ofMinutes(6).minusSeconds(1));
    assertPublished(keys, first, second);
    reloadAfter(keys, Duration.ofSeconds(1));
    assertPublished(keys, second);
    assertThatThrownBy(() -> keys.find(id(first)).await().indefinitely())
        .isInstanceOf(InvalidTokenException.class);
  }

  @Test
  void replacesItsOnlyKeyWithoutRefusingAToken() throws IOException {
    // given
    SigningKeys keys = keys();

    // when
    Files.delete(folder.resolve("2026-01.pem"));
    Files.writeString(folder.resolve("2026-07.pem"), second);
    reloadAfter(keys, Duration.ofSeconds(10));

    // then: the old one signs until all know the new one, and is published for its tokens after
    assertSigns(keys, first);
    reloadAfter(keys, Duration.ofMinutes(10));
    assertSigns(keys, second);
    assertPublished(keys, first, second);
    reloadAfter(keys, Duration.ofMinutes(6));
    assertPublished(keys, second);
  }

  @Test
  void followsTheLinkByWhichKubernetesSwapsASecret(@TempDir Path mount) throws IOException {
    // given
    Path before = Files.createDirectory(mount.resolve("..2026_01"));
    Files.writeString(before.resolve("2026-01.pem"), first);
    Files.createSymbolicLink(mount.resolve("..data"), Path.of("..2026_01"));
    Files.createSymbolicLink(mount.resolve("2026-01.pem"), Path.of("..data", "2026-01.pem"));
    SigningKeys keys = keys(mount);
    assertSigns(keys, first);

    // when
    Path after = Files.createDirectory(mount.resolve("..2026_02"));
    Files.writeString(after.resolve("2026-01.pem"), first);
    Files.writeString(after.resolve("2026-07.next.pem"), second);
    Files.createSymbolicLink(mount.resolve("..data_tmp"), Path.of("..2026_02"));
    Files.move(
        mount.resolve("..data_tmp"),
        mount.resolve("..data"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    reloadAfter(keys, Duration.ofSeconds(10));

    // then
    assertPublished(keys, first, second);
  }

  @Test
  void staysAsItIsWhileTheFolderCannotBeUsed() throws IOException {
    // given
    SigningKeys keys = keys();

    // when
    Files.writeString(folder.resolve("2026-07.pem"), "half a file");
    reloadAfter(keys, Duration.ofSeconds(10));
    assertPublished(keys, first);
    Files.delete(folder.resolve("2026-07.pem"));
    Files.delete(folder.resolve("2026-01.pem"));
    reloadAfter(keys, Duration.ofDays(1));

    // then
    assertSigns(keys, first);
    assertPublished(keys, first);
  }

  @Test
  void refusesToStartWithoutAKeyThatMaySign() throws IOException {
    Files.move(folder.resolve("2026-01.pem"), folder.resolve("2026-01.next.pem"));

    assertThatThrownBy(this::keys)
        .hasMessage("tenk.signing.keys-directory: no key but *.next.pem to sign with");
  }

  private SigningKeys keys() {
    return keys(folder);
  }

  private SigningKeys keys(Path in) {
    SigningDefaults config = new SigningDefaults(in);
    return new SigningKeys(
        new KeyDirectory(config, () -> TenkEnvironment.Environment.PRODUCTION), config, now::get);
  }

  private void reloadAfter(SigningKeys keys, Duration time) {
    now.set(now.get().plus(time));
    keys.reload();
  }

  private static void assertSigns(SigningKeys keys, String pem) {
    assertThat(keys.current().id()).isEqualTo(id(pem));
  }

  private static void assertPublished(SigningKeys keys, String... pems) {
    for (String pem : pems) {
      assertThat(text(keys)).contains("\"" + id(pem) + "\"");
      assertThat(keys.find(id(pem)).await().indefinitely()).isNotNull();
    }
    assertThat(text(keys).split("\"kid\"")).hasSize(pems.length + 1);
  }

  private static String id(String pem) {
    return SigningKey.parse(pem).id();
  }

  private static String text(SigningKeys keys) {
    return new String(keys.keySet().body(), java.nio.charset.StandardCharsets.UTF_8);
  }
}
