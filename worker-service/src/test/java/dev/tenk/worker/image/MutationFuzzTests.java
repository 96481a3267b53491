package dev.tenk.worker.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Originals of the corpus, broken at random but the same each time: no crash, which would end this
 * process, none that goes on after its deadline, and all memory given back.
 *
 * <p>{@code ./tenk fuzz --files 10000} is the long form.
 */
class MutationFuzzTests {

  private static final int FILES = Integer.getInteger("fuzz.files", 300);
  private static final long SEED = Long.getLong("fuzz.seed", 7);

  /** Nobody breaks off on time to the millisecond; a hang lasts for ever. */
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private static final Duration GRACE = Duration.ofSeconds(20);

  private final ImageBench bench =
      new ImageBench(Map.of("tenk.worker.image.max-pixels-of-all-frames", "4000000"));

  @AfterEach
  void stop() {
    bench.close();
  }

  @Test
  void survivesBrokenFiles() throws IOException {
    List<byte[]> corpus = Corpus.files();
    for (byte[] whole : corpus) {
      bench.processed(whole);
    }
    var mutation = new Mutation(new Random(SEED));
    Map<FailureReason, Integer> refused = new EnumMap<>(FailureReason.class);
    long resident = residentBytes();
    long longest = 0;
    int processed = 0;
    for (int file = 0; file < FILES; file++) {
      byte[] broken = mutation.of(corpus.get(file % corpus.size()));
      long began = System.nanoTime();
      switch (bench.process(broken, LIMIT)) {
        case ImageOutcome.Processed _ -> processed++;
        case ImageOutcome.Failed(FailureReason reason) -> refused.merge(reason, 1, Integer::sum);
      }
      longest = Math.max(longest, System.nanoTime() - began);
    }
    long grown = residentBytes() - resident;

    System.out.printf(
        "%d files, seed %d: %d were made, refused %s, longest %d ms, resident memory grew by %d KB%n",
        FILES, SEED, processed, refused, longest / 1_000_000, grown / 1024);
    bench.assertNothingTracked();
    assertThat(Duration.ofNanos(longest)).isLessThan(LIMIT.plus(GRACE));
    assertThat(refused).containsKey(FailureReason.CORRUPT_IMAGE);
    assertThat(grown).as("growth of resident memory").isLessThan(200L << 20);
  }

  private static long residentBytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElse(0);
  }

  /** Bits flipped, ends cut off, and numbers in the header changed to extremes. */
  private record Mutation(Random random) {

    private static final int HEADER = 64;
    private static final int[] EXTREMES = {0, 1, 0x7f, 0x80, 0xff};

    byte[] of(byte[] whole) {
      byte[] file = whole.clone();
      return switch (random.nextInt(4)) {
        case 0 -> flipped(file, file.length);
        case 1 -> Arrays.copyOf(file, random.nextInt(file.length));
        case 2 -> lied(file);
        default -> flipped(lied(file), Math.min(HEADER, file.length));
      };
    }

    private byte[] flipped(byte[] file, int within) {
      for (int i = random.nextInt(8); i >= 0; i--) {
        file[random.nextInt(within)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
      }
      return file;
    }

    private byte[] lied(byte[] file) {
      int at = random.nextInt(Math.min(4 * HEADER, file.length));
      int end = Math.min(file.length, at + 1 + random.nextInt(4));
      Arrays.fill(file, at, end, (byte) EXTREMES[random.nextInt(EXTREMES.length)]);
      return file;
    }
  }
}
