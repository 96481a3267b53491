package dev.tenk.bench.image;

import dev.tenk.bench.Benchmark;
import dev.tenk.bench.Options;
import dev.tenk.bench.data.Jpegs;
import dev.tenk.bench.engine.ApiClient;
import dev.tenk.bench.engine.ProcessTree;
import dev.tenk.bench.report.Results;
import dev.tenk.bench.report.Table;
import dev.tenk.embedded.process.Ports;
import dev.tenk.embedded.process.TemporaryHome;
import dev.tenk.local.service.Flavour;
import dev.tenk.local.service.Service;
import dev.tenk.local.service.ServiceProcess;
import dev.tenk.local.suite.Suite;
import dev.tenk.local.suite.SuiteSettings;
import dev.tenk.local.terminal.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** How large a worker grows that makes two pictures at a time, of each kind of original. */
public final class WorkerMemoryBenchmark implements Benchmark {

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final long POLL_NANOS = Duration.ofMillis(20).toNanos();

  @Override
  public String name() {
    return "worker-memory";
  }

  @Override
  public String description() {
    return "resident memory of a worker at two pictures at a time: --pictures 12 --native 0";
  }

  @Override
  public void run(Options options) throws Exception {
    options.requireOnly("pictures", "native");
    int pictures = Math.toIntExact(options.number("pictures", 12));
    Flavour flavour = options.number("native", 0) == 0 ? Flavour.JVM : Flavour.NATIVE;
    Table table = new Table("original", "pictures", "idle MiB", "most MiB", "seconds");
    Path checkout = Path.of(System.getProperty("tenk.checkout", "")).toAbsolutePath();
    try (TemporaryHome home = TemporaryHome.create();
        Suite suite =
            Suite.listen(
                new SuiteSettings(
                    checkout,
                    flavour,
                    home.home(),
                    Ports.free(),
                    Map.of("TENK_WORKER_PARALLELISM", "2", "TENK_UPLOAD_INTERACTIVE", "1000")),
                new Progress(System.out, InstantSource.system()))) {
      suite.start();
      ServiceProcess worker = suite.service(Service.WORKER);
      try (ApiClient api =
          new ApiClient(suite.service(Service.USER).port(), suite.service(Service.MEDIA).port())) {
        api.signUp();
        String token = api.signIn();
        for (var original : Originals.write(home.directory()).entrySet()) {
          if (original.getKey().contains("JPEG")) {
            byte[] jpeg = Files.readAllBytes(original.getValue());
            measure(table, original.getKey(), jpeg, pictures, api, token, worker);
          }
        }
      }
    }
    table.print(System.out);
    Results.of(name()).write(".csv", table.csv());
  }

  private static void measure(
      Table table,
      String name,
      byte[] jpeg,
      int pictures,
      ApiClient api,
      String token,
      ServiceProcess worker)
      throws IOException {
    long pid = worker.process().pid();
    long idle = ProcessTree.residentMebibytes(pid);
    long most = idle;
    long began = System.nanoTime();
    List<String> media = new ArrayList<>();
    for (int i = 0; i < pictures; i++) {
      media.add(api.upload(token, Jpegs.another(jpeg, i)));
      most = Math.max(most, ProcessTree.residentMebibytes(pid));
    }
    while (!media.isEmpty()) {
      if (System.nanoTime() - began > LIMIT.toNanos()) {
        throw new IllegalStateException(media.size() + " pictures are not processed");
      }
      most = Math.max(most, ProcessTree.residentMebibytes(pid));
      LockSupport.parkNanos(POLL_NANOS);
      if (api.medium(media.getFirst(), token).equals("ready")) {
        media.removeFirst();
      }
    }
    table.row(name, pictures, idle, most, (System.nanoTime() - began) / 1e9);
  }
}
