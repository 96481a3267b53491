package dev.tenk.media.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.media.test.Altered;
import dev.tenk.platform.config.TenkEnvironment;
import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.id.ShardedIds;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is signed here, and nothing else, is good, until it expires. */
class SignedLinksTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final ShardedId MEDIUM =
      new ShardedIds(InstantSource.system(), new SecureRandom()).newOwner();
  private static final String SEGMENT = "thumb.webp";

  @TempDir Path folder;

  private final ShardedIds ids = new ShardedIds(InstantSource.system(), new SecureRandom());
  private Instant now = NOW;

  @BeforeEach
  void firstKey() throws IOException {
    addKey("2026-01.key");
  }

  @Test
  void isGoodUntilItExpires() {
    SignedLinks links = links();
    Signature link = links.sign(MEDIUM, SEGMENT, NOW.plusSeconds(60));

    assertThat(links.keptFor(MEDIUM, SEGMENT, link)).contains(Duration.ofSeconds(60));
    now = NOW.plusSeconds(59);
    assertThat(links.keptFor(MEDIUM, SEGMENT, link)).contains(Duration.ofSeconds(1));
    now = NOW.plusSeconds(60);
    assertThat(links.keptFor(MEDIUM, SEGMENT, link)).isEmpty();
  }

  @Test
  void isKeptForAnHourAtMost() {
    SignedLinks links = links();
    Signature link = links.sign(MEDIUM, SEGMENT, NOW.plus(Duration.ofDays(2)));

    assertThat(links.keptFor(MEDIUM, SEGMENT, link)).contains(Duration.ofHours(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"large.webp", "thumb.jpg", "thumb", "thumb.webp.webp", "THUMB.webp", ""})
  void leadsToNoOtherVariant(String segment) {
    SignedLinks links = links();
    Signature link = links.sign(MEDIUM, SEGMENT, NOW.plusSeconds(60));

    assertThat(links.keptFor(MEDIUM, segment, link)).isEmpty();
  }

  @Test
  void leadsToNoOtherMedium() {
    SignedLinks links = links();
    Signature link = links.sign(MEDIUM, SEGMENT, NOW.plusSeconds(60));

    assertThat(links.keptFor(ids.newOwnedBy(MEDIUM), SEGMENT, link)).isEmpty();
  }

  @Test
  void cannotBeMadeToLastLonger() {
    SignedLinks links = links();
    Signature link = links.sign(MEDIUM, SEGMENT, NOW.plusSeconds(60));
    long expiry = Long.parseLong(link.exp());

    for (String exp :
        List.of(
            Long.toString(expiry + 1),
            Long.toString(expiry - 1),
            link.exp() + "0",
            "0" + link.exp(),
            "+" + link.exp(),
            " " + link.exp(),
            "-1",
            "0",
            "",
            "never",
            "9".repeat(40))) {
      Signature forged = new Signature(exp, link.kid(), link.sig());
      assertThat(links.keptFor(MEDIUM, SEGMENT, forged)).as(exp).isEmpty();
    }
  }

  @Test
  void needsTheSignatureToTheLastCharacter() {
    SignedLinks links = links();
    Signature link = links.sign(MEDIUM, SEGMENT, NOW.plusSeconds(60));
    String sig = link.sig();

    for (int at = 0; at < sig.length(); at++) {
      String forged = Altered.at(sig, at);
      assertThat(links.keptFor(MEDIUM, SEGMENT, new Signature(link.exp(), link.kid(), forged)))
          .as(forged)
          .isEmpty();
    }
    for (String forged : List.of("", sig + "=", sig + "A", sig.substring(1), "é")) {
      assertThat(links.keptFor(MEDIUM, SEGMENT, new Signature(link.exp(), link.kid(), forged)))
          .as(forged)
          .isEmpty();
    }
  }

  @Test
  void isOfTheKeyThatItNames() throws IOException {
    LinkKeys keys = keys();
    SignedLinks links = links(keys);
    Signature link = links.sign(MEDIUM, SEGMENT, NOW.plusSeconds(60));
    addKey("2026-02.key");
    keys.reload();
    String other = links.sign(MEDIUM, SEGMENT, NOW.plusSeconds(60)).kid();

    assertThat(other).isNotEqualTo(link.kid());
    for (String kid : List.of(other, "none", "")) {
      Signature forged = new Signature(link.exp(), kid, link.sig());
      assertThat(links.keptFor(MEDIUM, SEGMENT, forged)).as(kid).isEmpty();
    }
  }

  @Test
  void outlivesARotationWithoutARestart() throws IOException {
    // given: two pods, of which one hears later
    LinkKeys keys = keys();
    SignedLinks early = links(keys);
    LinkKeys lateKeys = keys();
    SignedLinks late = links(lateKeys);
    Signature before = early.sign(MEDIUM, SEGMENT, NOW.plusSeconds(60));

    // when: the next key comes everywhere, and does not sign
    addKey("2026-02.next.key");
    keys.reload();
    lateKeys.reload();
    assertThat(early.sign(MEDIUM, SEGMENT, NOW.plusSeconds(60))).isEqualTo(before);

    // and signs in one pod
    Files.move(folder.resolve("2026-02.next.key"), folder.resolve("2026-02.key"));
    keys.reload();
    Signature after = early.sign(MEDIUM, SEGMENT, NOW.plusSeconds(60));

    // then: each is good in both
    assertThat(after.kid()).isNotEqualTo(before.kid());
    for (SignedLinks links : List.of(early, late)) {
      assertThat(links.keptFor(MEDIUM, SEGMENT, before)).isPresent();
      assertThat(links.keptFor(MEDIUM, SEGMENT, after)).isPresent();
    }

    // when, then: a key that is taken away makes its links void
    Files.delete(folder.resolve("2026-01.key"));
    keys.reload();
    assertThat(early.keptFor(MEDIUM, SEGMENT, before)).isEmpty();
    assertThat(early.keptFor(MEDIUM, SEGMENT, after)).isPresent();
  }

  @Test
  void keepsItsKeysWhereTheFolderHoldsNoneThatSigns() throws IOException {
    LinkKeys keys = keys();
    SignedLinks links = links(keys);
    Signature link = links.sign(MEDIUM, SEGMENT, NOW.plusSeconds(60));

    Files.write(folder.resolve("2026-02.key"), new byte[LinkKey.MIN_BYTES - 1]);
    keys.reload();
    assertThat(links.sign(MEDIUM, SEGMENT, NOW.plusSeconds(60))).isEqualTo(link);
    Files.delete(folder.resolve("2026-02.key"));
    Files.delete(folder.resolve("2026-01.key"));
    keys.reload();
    assertThat(links.keptFor(MEDIUM, SEGMENT, link)).isPresent();
  }

  @Test
  void saysWhatLacksInProduction() throws IOException {
    Files.move(folder.resolve("2026-01.key"), folder.resolve("2026-01.next.key"));

    assertThat(keys().findings())
        .extracting(finding -> finding.property() + ": " + finding.problem())
        .containsExactly("tenk.links.keys-directory: the folder holds no *.key to sign links with");
  }

  private void addKey(String name) throws IOException {
    byte[] secret = new byte[LinkKey.MIN_BYTES];
    new SecureRandom().nextBytes(secret);
    Files.write(folder.resolve(name), secret);
  }

  private SignedLinks links() {
    return links(keys());
  }

  private SignedLinks links(LinkKeys keys) {
    return new SignedLinks(keys, config(), () -> now);
  }

  private LinkKeys keys() {
    return new LinkKeys(config(), () -> TenkEnvironment.Environment.PRODUCTION);
  }

  private LinkConfig config() {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(LinkConfig.class)
        .withDefaultValue("tenk.links.keys-directory", folder.toString())
        .build()
        .getConfigMapping(LinkConfig.class);
  }
}
