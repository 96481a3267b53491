package dev.tenk.platform.ratelimit;

import dev.tenk.platform.http.HttpLimits;
import dev.tenk.platform.http.ProblemException;
import dev.tenk.platform.redis.RedisScript;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.runtime.Startup;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Counts calls in buckets that all pods share, by GCRA in Redis. While Redis is away each pod
 * counts for itself: then as many times the quota is possible as there are pods, never more.
 *
 * <p>Blocks for a round trip, and for a moment where Redis does not answer; then it is not asked
 * for a second.
 *
 * @see <a href="https://brandur.org/rate-limiting">GCRA explained</a>
 */
@Singleton
@Startup
@IfBuildProperty(name = "tenk.http.rate-limits", stringValue = "true")
public final class RateLimiter {

  private static final Logger LOG = Logger.getLogger(RateLimiter.class);
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final RedisScript gcra = RedisScript.of(RateLimiter.class, "gcra.lua");

  private final ReactiveRedisDataSource redis;
  private final CurrentVertxRequest current;
  private final MeterRegistry metrics;
  private final Duration patience;
  private final Map<String, RateLimitPolicy> policies;
  private final LocalBuckets local =
      new LocalBuckets(() -> TimeUnit.NANOSECONDS.toMicros(System.nanoTime()));

  private volatile long pausedUntilNanos = System.nanoTime();

  @Inject
  RateLimiter(
      ReactiveRedisDataSource redis,
      CurrentVertxRequest current,
      MeterRegistry metrics,
      RateLimitConfig config,
      HttpLimits limits) {
    this(redis, current, metrics, config, limits.rateLimitPatience());
  }

  RateLimiter(
      ReactiveRedisDataSource redis,
      CurrentVertxRequest current,
      MeterRegistry metrics,
      RateLimitConfig config,
      Duration patience) {
    this.patience = patience;
    this.redis = redis;
    this.current = current;
    this.metrics = metrics;
    this.policies =
        config.policies().entrySet().stream()
            .map(
                entry ->
                    new RateLimitPolicy(
                        entry.getKey(),
                        entry.getValue().quota(),
                        entry.getValue().window(),
                        entry.getValue().by()))
            .collect(Collectors.toUnmodifiableMap(RateLimitPolicy::name, Function.identity()));
  }

  /**
   * Takes one call, and tells the client of the current request how many are left.
   *
   * @param policy name of a configured policy
   * @param key whose bucket
   * @throws ProblemException 429 with Retry-After where none is left
   */
  public void require(String policy, String key) {
    RateLimitPolicy limit = policy(policy);
    RateLimitDecision decision = decide(limit, key, 1);
    RoutingContext request = isInRequest() ? current.getCurrent() : null;
    if (request != null) {
      RateLimitHeaders.add(request.response().headers(), limit, decision);
    }
    if (!decision.allowed()) {
      metrics.counter("tenk.rate.limit.refused", "policy", policy).increment();
      throw ProblemException.tooManyRequests(
          "Too many requests by the limit \"%s\".".formatted(policy), decision.retryAfter());
    }
  }

  private static boolean isInRequest() {
    ArcContainer beans = Arc.container();
    return beans != null && beans.requestContext().isActive();
  }

  /** Takes one call without a word to the client; false where none is left. */
  public boolean tryTake(String policy, String key) {
    return decide(policy(policy), key, 1).allowed();
  }

  /** Gives back a call that was taken, where it turned out not to count. */
  public void giveBack(String policy, String key) {
    decide(policy(policy), key, -1);
  }

  RateLimitPolicy policy(String name) {
    RateLimitPolicy policy = policies.get(name);
    if (policy == null) {
      throw new IllegalStateException("tenk.rate-limit.\"" + name + "\" is not configured");
    }
    return policy;
  }

  private RateLimitDecision decide(RateLimitPolicy policy, String key, int calls) {
    String bucket = "rl:" + policy.name() + ":" + key;
    if (System.nanoTime() - pausedUntilNanos >= 0) {
      RateLimitDecision shared = shared(policy, bucket, calls);
      if (shared != null) {
        return shared;
      }
    }
    return local.take(policy, bucket, calls);
  }

  private @Nullable RateLimitDecision shared(RateLimitPolicy policy, String bucket, int calls) {
    try {
      Response answer =
          gcra.run(
                  redis,
                  List.of(bucket),
                  List.of(
                      Double.toString(policy.emissionMicros()),
                      Long.toString(policy.windowMicros()),
                      Integer.toString(calls)))
              .await()
              .atMost(patience);
      return RateLimitDecision.ofMicros(
          answer.get(0).toInteger() == 1,
          answer.get(1).toLong(),
          answer.get(2).toLong(),
          answer.get(3).toLong());
    } catch (RuntimeException e) {
      pausedUntilNanos = System.nanoTime() + PAUSE_NANOS;
      metrics.counter("tenk.rate.limit.local").increment();
      LOG.debugf("limits are this pod's own for now: %s", e.getMessage());
      return null;
    }
  }
}
