package dev.tenk.bench.cache;

import dev.tenk.bench.Benchmark;
import dev.tenk.bench.Options;
import dev.tenk.bench.report.Latencies;
import dev.tenk.bench.report.Results;
import dev.tenk.bench.report.Table;
import dev.tenk.embedded.process.TemporaryHome;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * What a hit in memory and in Redis costs, how many loads a cold key causes that a thousand ask for
 * in two processes at once, and how fast an invalidation is everywhere; beside Quarkus's caches.
 */
public final class CacheBenchmark implements Benchmark {

  private static final Map<String, String> USUAL = Map.of();
  private static final Map<String, String> NOTHING_IN_MEMORY =
      Map.of("tenk.cache.policies.profile.memory-ttl", "0S");
  private static final long LOAD_NANOS = Duration.ofMillis(20).toNanos();

  @Override
  public String name() {
    return "cache";
  }

  @Override
  public String description() {
    return "hits, stampedes and invalidations, beside Quarkus's caches: --calls 1000000 --clients 1000"
        + " --invalidations 2000";
  }

  @Override
  public void run(Options options) throws Exception {
    options.requireOnly("calls", "clients", "invalidations");
    long calls = options.number("calls", 1_000_000);
    int clients = (int) options.number("clients", 1_000);
    long invalidations = options.number("invalidations", 2_000);
    Vertx vertx = Vertx.vertx();
    try (TemporaryHome home = TemporaryHome.create();
        var server = new dev.tenk.embedded.redis.Redis(home.home())) {
      server.start();
      Redis redis =
          Redis.createClient(
              vertx,
              new RedisOptions()
                  .setConnectionString(server.url())
                  .setMaxPoolSize(32)
                  .setMaxPoolWaiting(4_096));
      Results results = Results.of(name());
      hits(vertx, redis, calls, results);
      stampede(vertx, redis, clients, results);
      spread(redis, invalidations, results);
      redis.close();
    } finally {
      vertx.closeAndAwait();
    }
  }

  private static void hits(Vertx vertx, Redis redis, long calls, Results results) throws Exception {
    Table table = new Table("a hit", "ns a call", "bytes a call", "p99 us");
    try (var memory = linked(redis, USUAL);
        var shared = linked(redis, NOTHING_IN_MEMORY);
        var caffeine = QuarkusContender.caffeine();
        var quarkusRedis = QuarkusContender.redis(vertx, redis)) {
      hit(table, "Tenk, memory", memory, calls);
      hit(table, "Quarkus, Caffeine", caffeine, calls);
      hit(table, "Tenk, Redis", shared, calls / 50);
      hit(table, "Quarkus, Redis", quarkusRedis, calls / 50);
    }
    table.print(System.out);
    results.write("-hits.csv", table.csv());
  }

  private static void hit(Table table, String name, Contender cache, long calls) throws Exception {
    Function<String, Profile> load = Profile::of;
    cache.get("hot", load);
    for (long i = 0; i < calls / 4; i++) {
      cache.get("hot", load);
    }
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long bytes = threads.getCurrentThreadAllocatedBytes();
    long began = System.nanoTime();
    for (long i = 0; i < calls; i++) {
      cache.get("hot", load);
    }
    double nanos = (double) (System.nanoTime() - began) / calls;
    double allocated = (double) (threads.getCurrentThreadAllocatedBytes() - bytes) / calls;
    var latencies = new Latencies();
    for (long i = 0; i < calls / 10; i++) {
      latencies.time(() -> cache.get("hot", load));
    }
    table.row(name, nanos, allocated, latencies.micros(99));
  }

  private static void stampede(Vertx vertx, Redis redis, int clients, Results results)
      throws Exception {
    Table table = new Table("a cold key, two processes", "clients", "loads", "slowest ms");
    try (var one = linked(redis, USUAL);
        var other = linked(redis, USUAL);
        var caffeine = QuarkusContender.caffeine();
        var secondCaffeine = QuarkusContender.caffeine();
        var quarkusRedis = QuarkusContender.redis(vertx, redis);
        var secondRedis = QuarkusContender.redis(vertx, redis)) {
      cold(table, "Tenk", List.of(one, other), clients);
      cold(table, "Quarkus, Caffeine", List.of(caffeine, secondCaffeine), clients);
      cold(table, "Quarkus, Redis", List.of(quarkusRedis, secondRedis), clients);
    }
    table.print(System.out);
    results.write("-stampede.csv", table.csv());
  }

  private static void cold(Table table, String name, List<Contender> processes, int clients)
      throws Exception {
    var loads = new AtomicInteger();
    Function<String, Profile> load =
        key -> {
          loads.incrementAndGet();
          LockSupport.parkNanos(LOAD_NANOS);
          return Profile.of(key);
        };
    var start = new CountDownLatch(1);
    var latencies = new Latencies();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      Contender process = processes.get(i % processes.size());
      threads.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      start.await();
                      latencies.time(() -> process.get("cold", load));
                    } catch (Exception e) {
                      throw new IllegalStateException(e);
                    }
                  }));
    }
    start.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    if (latencies.count() != clients) {
      throw new IllegalStateException(name + ": calls failed");
    }
    table.row(name, clients, loads.get(), latencies.micros(100) / 1_000);
  }

  private static void spread(Redis redis, long count, Results results) throws Exception {
    var latencies = new Latencies();
    var carriedOut = new Latencies();
    try (var writer = linked(redis, USUAL);
        var reader = linked(redis, USUAL)) {
      for (long i = 0; i < count; i++) {
        String key = "k" + i % 100;
        reader.get(key, Profile::of);
        long began = System.nanoTime();
        writer.invalidate(key);
        carriedOut.record(System.nanoTime() - began);
        while (reader.hasInMemory(key)) {
          Thread.onSpinWait();
        }
        latencies.record(System.nanoTime() - began);
      }
    }
    Table table = new Table("an invalidation", "p50 ms", "p99 ms", "max ms");
    row(table, "until Redis has it", carriedOut);
    row(table, "until the other process has dropped it", latencies);
    table.print(System.out);
    results.write("-invalidations.csv", table.csv());
  }

  private static void row(Table table, String name, Latencies latencies) {
    table.row(
        name,
        latencies.micros(50) / 1_000,
        latencies.micros(99) / 1_000,
        latencies.micros(100) / 1_000);
  }

  private static TenkContender linked(Redis redis, Map<String, String> settings) {
    var cache = new TenkContender(redis.getDelegate(), settings);
    await(cache::isLinked);
    return cache;
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      LockSupport.parkNanos(1_000_000);
    }
  }
}
