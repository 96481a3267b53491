package dev.tenk.user.password;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Random;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Argon2idTests {

  private final Argon2id argon2 = new Argon2id();

  /** Values that the reference implementation's command line gave. */
  @ParameterizedTest
  @CsvSource({
    "19456, 2, 1, 01dc1e04bc1c7e59cd5f61d55bc8b532dbbb7ebae7e0a8bb87fad8486b94ec8b",
    "1024, 3, 1, 954a1c5d06fe554720f1a79e529d0268e978618c7e215ac49466cc8d5c4e0a80",
    "4096, 1, 4, c82ef3494e117e9ce7d615a63b795f7b8ccd917cab97f3ef525e814c59ee8c1e",
    "256, 4, 2, 2e83b42930a0cf58cd0e1bd03c1976cc7e6cf0e35d9541d9b50635d68ab31567"
  })
  void hashesAsTheReferenceImplementation(int memory, int passes, int lanes, String expected) {
    // when
    byte[] hash =
        argon2.hash(
            new Argon2Cost(memory, passes, lanes),
            "correct horse".getBytes(UTF_8),
            "saltsaltsaltsalt".getBytes(UTF_8),
            32);

    // then
    assertThat(HexFormat.of().formatHex(hash)).isEqualTo(expected);
  }

  @Test
  void hashesAsBouncyCastleAtAnyCost() {
    // given: costs, passwords and salts at random, the memory used again from hash to hash
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 60; i++) {
      int lanes = 1 + random.nextInt(4);
      var cost = new Argon2Cost(8 * lanes + random.nextInt(700), 1 + random.nextInt(4), lanes);
      byte[] password = bytes(random, random.nextInt(140));
      byte[] salt = bytes(random, 8 + random.nextInt(40));
      int length = 16 + random.nextInt(112);

      // when
      byte[] hash = argon2.hash(cost, password, salt, length);

      // then
      assertThat(hash)
          .as("seed %d, %s", seed, cost)
          .isEqualTo(bouncyCastle(cost, password, salt, length));
    }
  }

  private static byte[] bouncyCastle(Argon2Cost cost, byte[] password, byte[] salt, int length) {
    var generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(cost.memoryKibibytes())
            .withIterations(cost.iterations())
            .withParallelism(cost.parallelism())
            .withSalt(salt)
            .build());
    byte[] hash = new byte[length];
    generator.generateBytes(password, hash);
    return hash;
  }

  private static byte[] bytes(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
