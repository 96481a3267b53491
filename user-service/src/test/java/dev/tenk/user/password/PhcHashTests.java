package dev.tenk.user.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhcHashTests {

  /** Made by Debian's argon2: {@code echo -n 'correct horse' | argon2 ... -id -t 2 -k 19456}. */
  private static final String OF_THE_REFERENCE =
      "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA"
          + "$AdweBLwcflnNX2HVW8i1Mtu7frrn4Ki7h/rYSGuU7Is";

  @Test
  void hashesAsTheReferenceDoes() {
    // given
    PhcHash reference = PhcHash.parse(OF_THE_REFERENCE).orElseThrow();

    // when
    byte[] hash =
        new Argon2id()
            .hash(
                reference.cost(),
                "correct horse".getBytes(StandardCharsets.UTF_8),
                "saltsaltsaltsalt".getBytes(StandardCharsets.UTF_8),
                PhcHash.HASH_BYTES);

    // then
    assertThat(new PhcHash(new Argon2Cost(19456, 2, 1), reference.salt(), hash))
        .hasToString(OF_THE_REFERENCE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "secret",
        "$argon2i$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$AdweBLwcflnNX2HVW8i1Mtu7frrn4Ki7h",
        "$argon2id$v=16$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$AdweBLwcflnNX2HVW8i1Mtu7frrn4Ki7h",
        "$argon2id$v=19$m=999999,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$AdweBLwcflnNX2HVW8i1Mtu7frrn4Ki7",
        "$argon2id$v=19$m=19456,t=11,p=1$c2FsdHNhbHRzYWx0c2FsdA$AdweBLwcflnNX2HVW8i1Mtu7frrn4Ki7",
        "$argon2id$v=19$m=19456,t=2,p=5$c2FsdHNhbHRzYWx0c2FsdA$AdweBLwcflnNX2HVW8i1Mtu7frrn4Ki7",
        "$argon2id$v=19$m=7,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$AdweBLwcflnNX2HVW8i1Mtu7frrn4Ki7"
      })
  void refusesOtherFormatsAndCostsOutOfBounds(String text) {
    assertThat(PhcHash.parse(text)).isEmpty();
  }
}
