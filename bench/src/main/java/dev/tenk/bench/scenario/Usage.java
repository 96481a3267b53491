package dev.tenk.bench.scenario;

import dev.tenk.bench.engine.Metrics;
import dev.tenk.bench.engine.ProcessTree;
import dev.tenk.bench.report.Table;
import dev.tenk.local.service.Service;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What every process had used and every cache had answered at one moment.
 *
 * @param cpu since the start, by process
 * @param metrics of the services
 */
record Usage(Map<String, Duration> cpu, Map<Service, Metrics> metrics) {

  private static final String GENERATOR = "generator";
  private static final String REQUESTS = "tenk_cache_requests_total";
  private static final String LOADS = "tenk_cache_loads_seconds_count";
  private static final double PERCENT = 100;

  /** The suite's now. */
  static Usage of(LoadedSuite suite) throws IOException, InterruptedException {
    Map<String, Duration> cpu = new LinkedHashMap<>();
    Map<Service, Metrics> metrics = suite.metrics();
    suite.pids().forEach((name, pid) -> cpu.put(name, ProcessTree.cpu(pid)));
    cpu.put(GENERATOR, ProcessTree.cpuAlone(ProcessHandle.current().pid()));
    return new Usage(cpu, metrics);
  }

  /** Cores that each process took since then, and what it keeps in memory. */
  Table processes(LoadedSuite suite, Usage since, Duration time) throws IOException {
    Table table = new Table("process", "cores", "RSS MiB");
    double all = 0;
    for (var each : cores(since, time).entrySet()) {
      all += each.getValue();
      long pid = suite.pids().getOrDefault(each.getKey(), ProcessHandle.current().pid());
      table.row(each.getKey(), each.getValue(), ProcessTree.residentMebibytes(pid));
    }
    return table.row("all", all, "");
  }

  /** Cores that each process took since then. */
  Map<String, Double> cores(Usage since, Duration time) {
    Map<String, Double> cores = new LinkedHashMap<>();
    cpu.forEach(
        (name, now) ->
            cores.put(name, now.minus(since.cpu.get(name)).toNanos() / (double) time.toNanos()));
    return cores;
  }

  /** The part of what caches were asked since then that memory answered. */
  double memoryShare(Usage since) {
    double hits = 0;
    double asked = 0;
    for (Cache cache : Cache.ALL) {
      double memory = grown(since, cache, "memory", "hit");
      hits += memory;
      asked += memory + grown(since, cache, "memory", "miss");
    }
    return hits / asked;
  }

  /**
   * What each layer had to answer since then, of what was asked. Together they may be more than
   * all: entries that memory still has are renewed from below.
   */
  Table layers(Usage since) {
    Table table = new Table("cache", "asked", "% memory", "% Redis", "% loaded");
    for (Cache cache : Cache.ALL) {
      double memory = grown(since, cache, "memory", "hit");
      double redis = grown(since, cache, "redis", "hit");
      double asked = memory + grown(since, cache, "memory", "miss");
      if (asked > 0) {
        table.row(
            cache.name,
            Math.round(asked),
            memory / asked * PERCENT,
            redis / asked * PERCENT,
            (loads(this, cache) - loads(since, cache)) / asked * PERCENT);
      }
    }
    return table;
  }

  private double grown(Usage since, Cache cache, String tier, String result) {
    return sum(this, cache, tier, result) - sum(since, cache, tier, result);
  }

  private static double sum(Usage usage, Cache cache, String tier, String result) {
    Metrics metrics = usage.metrics.get(cache.service);
    return metrics == null
        ? 0
        : metrics.sum(
            REQUESTS,
            "cache=\"" + cache.name + "\"",
            "tier=\"" + tier + "\"",
            "result=\"" + result + "\"");
  }

  private static double loads(Usage usage, Cache cache) {
    Metrics metrics = usage.metrics.get(cache.service);
    return metrics == null ? 0 : metrics.sum(LOADS, "cache=\"" + cache.name + "\"");
  }

  private record Cache(Service service, String name) {
    static final List<Cache> ALL =
        List.of(
            new Cache(Service.USER, "profile"),
            new Cache(Service.MEDIA, "medium"),
            new Cache(Service.MEDIA, "media-page"));
  }
}
