package dev.tenk.bench.password;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tenk.bench.Benchmark;
import dev.tenk.bench.Options;
import dev.tenk.bench.report.Results;
import dev.tenk.bench.report.Table;
import dev.tenk.user.password.Argon2Cost;
import dev.tenk.user.password.Argon2id;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * One hash on one core: ours, Bouncy Castle's, the reference's. Turn by turn, so that whatever else
 * runs on the machine meets all alike.
 */
public final class PasswordBenchmark implements Benchmark {

  private static final int HASH_BYTES = 32;
  private static final double NANOS_PER_MILLI = 1e6;

  @FunctionalInterface
  private interface Hash {
    byte[] of(byte[] password, byte[] salt);
  }

  @Override
  public String name() {
    return "passwords";
  }

  @Override
  public String description() {
    return "argon2id per core beside the C reference; --memory 19456 --iterations 2 --rounds 60";
  }

  @Override
  public void run(Options options) {
    options.requireOnly("memory", "iterations", "rounds");
    var cost =
        new Argon2Cost(
            (int) options.number("memory", 19_456), (int) options.number("iterations", 2), 1);
    int rounds = (int) options.number("rounds", 60);
    Map<String, Hash> hashes = hashes(cost);
    byte[] password = "correct horse".getBytes(UTF_8);
    byte[] salt = "saltsaltsaltsalt".getBytes(UTF_8);
    Map<String, double[]> millis = new LinkedHashMap<>();
    byte[] expected = null;
    for (int round = -rounds / 3; round < rounds; round++) {
      for (Map.Entry<String, Hash> hash : hashes.entrySet()) {
        long begin = System.nanoTime();
        byte[] actual = hash.getValue().of(password, salt);
        double took = (System.nanoTime() - begin) / NANOS_PER_MILLI;
        expected = expected == null ? actual : expected;
        if (!Arrays.equals(expected, actual)) {
          throw new IllegalStateException(hash.getKey() + " disagrees");
        }
        if (round >= 0) {
          millis.computeIfAbsent(hash.getKey(), name -> new double[rounds])[round] = took;
        }
      }
    }
    print(millis);
  }

  private void print(Map<String, double[]> millis) {
    millis.values().forEach(Arrays::sort);
    double[] reference = millis.get("reference (C)");
    Table table = new Table("argon2id", "best ms", "median ms", "of C, best", "of C, median");
    millis.forEach(
        (name, sorted) ->
            table.row(
                name,
                sorted[0],
                sorted[sorted.length / 2],
                reference == null ? "-" : reference[0] / sorted[0],
                reference == null
                    ? "-"
                    : reference[reference.length / 2] / sorted[sorted.length / 2]));
    table.print(System.out);
    if (reference == null) {
      System.out.println("Without the reference: install Debian's package argon2");
    }
    Results.of(name()).write(".csv", table.csv());
  }

  private static Map<String, Hash> hashes(Argon2Cost cost) {
    Map<String, Hash> hashes = new LinkedHashMap<>();
    Argon2id ours = new Argon2id();
    hashes.put("Tenk", (password, salt) -> ours.hash(cost, password, salt, HASH_BYTES));
    hashes.put("Bouncy Castle", (password, salt) -> bouncyCastle(cost, password, salt));
    ReferenceArgon2.find()
        .ifPresent(
            library ->
                hashes.put(
                    "reference (C)",
                    (password, salt) ->
                        library.hash(cost.memoryKibibytes(), cost.iterations(), password, salt)));
    return hashes;
  }

  private static byte[] bouncyCastle(Argon2Cost cost, byte[] password, byte[] salt) {
    var generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(cost.memoryKibibytes())
            .withIterations(cost.iterations())
            .withParallelism(cost.parallelism())
            .withSalt(salt)
            .build());
    byte[] hash = new byte[HASH_BYTES];
    generator.generateBytes(password, hash);
    return hash;
  }
}
