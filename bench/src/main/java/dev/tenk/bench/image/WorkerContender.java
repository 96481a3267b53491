package dev.tenk.bench.image;

import com.sun.management.OperatingSystemMXBean;
import dev.tenk.worker.image.ImageConfig;
import dev.tenk.worker.image.ImageOutcome;
import dev.tenk.worker.image.ImageProcessor;
import dev.tenk.worker.vips.VipsLibrary;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The worker's code in this process, whose placeholder and colour are made as well. */
final class WorkerContender implements Contender {

  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final Map<String, Integer> LONGEST_SIDES =
      Map.of("large", 2048, "medium", 1024, "thumb", 320);

  private final OperatingSystemMXBean process =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private final ImageProcessor processor =
      new ImageProcessor(VipsLibrary.open(Optional.empty()), config());

  @Override
  public String name() {
    return "Tenk";
  }

  @Override
  public Cost make(Path original) throws IOException {
    byte[] file = Files.readAllBytes(original);
    long cpu = process.getProcessCpuTime();
    long began = System.nanoTime();
    ImageOutcome outcome =
        processor.process(new ByteArrayInputStream(file), file.length, null, LIMIT);
    long nanos = System.nanoTime() - began;
    long used = process.getProcessCpuTime() - cpu;
    return switch (outcome) {
      case ImageOutcome.Processed made ->
          new Cost(
              used,
              nanos,
              made.variants().size(),
              made.variants().stream().mapToLong(variant -> variant.file().bytes()).sum());
      case ImageOutcome.Failed failed -> throw new IOException("refused: " + failed.reason());
    };
  }

  private static ImageConfig config() {
    var builder = new SmallRyeConfigBuilder().addDiscoveredConverters();
    LONGEST_SIDES.forEach(
        (name, side) -> {
          String preset = "tenk.worker.image.presets." + name;
          builder.withDefaultValue(preset + ".width", side.toString());
          builder.withDefaultValue(preset + ".height", side.toString());
          builder.withDefaultValue(preset + ".formats", "webp,jpeg");
        });
    return builder.withMapping(ImageConfig.class).build().getConfigMapping(ImageConfig.class);
  }
}
