package dev.tenk.platform.cache;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** What one cache does, by tier. Counting a hit in memory is one addition. */
final class CacheMetrics {

  private final LongAdder memoryHits = new LongAdder();
  private final Counter memoryMisses;
  private final Counter redisHits;
  private final Counter redisMisses;
  private final Counter redisAway;
  private final Timer loads;
  private final Timer failedLoads;
  private final Counter staleWhileOthersLoad;
  private final Counter staleSlow;
  private final Counter staleFailed;
  private final Counter refused;
  private final Counter refreshes;
  private final Counter sent;
  private final Counter received;
  private final Counter needsUnmet;
  private final Timer spread;

  CacheMetrics(MeterRegistry metrics, String cache) {
    FunctionCounter.builder("tenk.cache.requests", memoryHits, LongAdder::sum)
        .tags("cache", cache, "tier", "memory", "result", "hit")
        .register(metrics);
    this.memoryMisses = requests(metrics, cache, "memory", "miss");
    this.redisHits = requests(metrics, cache, "redis", "hit");
    this.redisMisses = requests(metrics, cache, "redis", "miss");
    this.redisAway = requests(metrics, cache, "redis", "away");
    this.loads = metrics.timer("tenk.cache.loads", "cache", cache, "outcome", "loaded");
    this.failedLoads = metrics.timer("tenk.cache.loads", "cache", cache, "outcome", "failed");
    this.staleWhileOthersLoad = stale(metrics, cache, "another-loads");
    this.staleSlow = stale(metrics, cache, "slow-load");
    this.staleFailed = stale(metrics, cache, "failed-load");
    this.refused = metrics.counter("tenk.cache.fills.refused", "cache", cache);
    this.refreshes = metrics.counter("tenk.cache.refreshes", "cache", cache);
    this.sent = invalidations(metrics, cache, "sent");
    this.received = invalidations(metrics, cache, "received");
    this.needsUnmet = metrics.counter("tenk.cache.needs.unmet", "cache", cache);
    this.spread = metrics.timer("tenk.cache.invalidations.spread", "cache", cache);
  }

  private static Counter requests(MeterRegistry metrics, String cache, String tier, String result) {
    return metrics.counter("tenk.cache.requests", "cache", cache, "tier", tier, "result", result);
  }

  private static Counter stale(MeterRegistry metrics, String cache, String reason) {
    return metrics.counter("tenk.cache.stale", "cache", cache, "reason", reason);
  }

  private static Counter invalidations(MeterRegistry metrics, String cache, String direction) {
    return metrics.counter("tenk.cache.invalidations", "cache", cache, "direction", direction);
  }

  void memoryHit() {
    memoryHits.increment();
  }

  void memoryMiss() {
    memoryMisses.increment();
  }

  void redisHit() {
    redisHits.increment();
  }

  void redisMiss() {
    redisMisses.increment();
  }

  void redisAway() {
    redisAway.increment();
  }

  void loaded(long nanos) {
    loads.record(Duration.ofNanos(nanos));
  }

  void loadFailed(long nanos) {
    failedLoads.record(Duration.ofNanos(nanos));
  }

  void staleWhileAnotherLoads() {
    staleWhileOthersLoad.increment();
  }

  void staleForSlowLoad() {
    staleSlow.increment();
  }

  void staleForFailedLoad() {
    staleFailed.increment();
  }

  /** A fill came after an invalidation. */
  void fillRefused() {
    refused.increment();
  }

  void refresh() {
    refreshes.increment();
  }

  void invalidationSent() {
    sent.increment();
  }

  /** An entry was there, but not filled after what the caller must see. */
  void needUnmet() {
    needsUnmet.increment();
  }

  void invalidationReceived(Duration after) {
    received.increment();
    spread.record(after.isNegative() ? Duration.ZERO : after);
  }
}
