package dev.tenk.bench.scenario;

import dev.tenk.bench.data.Popularity;
import dev.tenk.bench.engine.ApiClient;
import dev.tenk.bench.engine.ApiClient.Variant;
import dev.tenk.bench.load.Call;
import dev.tenk.bench.load.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.commons.rng.UniformRandomProvider;

/** Variants of 10 to 200 KB, by popularity. */
final class Deliveries implements Workload {

  private static final int PICTURES = 40;
  private static final long LEAST_BYTES = 10_000;
  private static final long MOST_BYTES = 200_000;
  private static final long POLL_NANOS = Duration.ofMillis(50).toNanos();
  private static final Duration READY_WITHIN = Duration.ofMinutes(5);

  private final int port;
  private final List<Variant> variants;
  private final Popularity popularity;

  private Deliveries(int port, List<Variant> variants, UniformRandomProvider random) {
    this.port = port;
    this.variants = variants;
    this.popularity = new Popularity(random, variants.size());
  }

  @Override
  public Call next() {
    Variant variant = variants.get(popularity.next());
    return Call.get("variant", port, variant.url());
  }

  /** For the runs on one suite, whose pictures are uploaded before the first. */
  static final class Uploaded implements ScenarioBenchmark.Work {
    private List<Variant> variants = List.of();

    @Override
    public Workload of(LoadedSuite suite, UniformRandomProvider random, double perSecond) {
      if (variants.isEmpty()) {
        variants = upload(suite);
      }
      return new Deliveries(suite.mediaPort(), variants, random);
    }
  }

  private static List<Variant> upload(LoadedSuite suite) {
    List<Variant> all = new ArrayList<>();
    try (ApiClient person = new ApiClient(suite.userPort(), suite.mediaPort())) {
      person.signUp();
      String token = person.signIn();
      List<String> media = new ArrayList<>();
      for (int i = 0; i < PICTURES; i++) {
        media.add(person.upload(token, Photo.another(i)));
      }
      long until = System.nanoTime() + READY_WITHIN.toNanos();
      for (String id : media) {
        while (!person.medium(id, token).equals("ready")) {
          if (System.nanoTime() - until > 0) {
            throw new IllegalStateException("a picture is not ready after " + READY_WITHIN);
          }
          LockSupport.parkNanos(POLL_NANOS);
        }
        person.variants(id, token).stream()
            .filter(variant -> variant.bytes() >= LEAST_BYTES && variant.bytes() <= MOST_BYTES)
            .forEach(all::add);
      }
    }
    if (all.isEmpty()) {
      throw new IllegalStateException("no variant has 10 to 200 KB");
    }
    System.out.printf(
        "%d variants of %d pictures, %,d bytes on average%n",
        all.size(), PICTURES, (long) all.stream().mapToLong(Variant::bytes).average().orElse(0));
    return List.copyOf(all);
  }
}
