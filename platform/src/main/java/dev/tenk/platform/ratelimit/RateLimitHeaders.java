package dev.tenk.platform.ratelimit;

import io.vertx.core.MultiMap;
import java.time.Duration;

/**
 * The fields by which clients learn of limits, as draft-ietf-httpapi-ratelimit-headers-10 has them:
 * {@code RateLimit-Policy: "name";q=25;w=300} and {@code RateLimit: "name";r=24;t=12}. A request to
 * which several limits apply has a member for each.
 *
 * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/10/">the
 *     draft</a>
 */
final class RateLimitHeaders {

  private static final String POLICY = "RateLimit-Policy";
  private static final String LIMIT = "RateLimit";

  private RateLimitHeaders() {}

  static void add(MultiMap headers, RateLimitPolicy policy, RateLimitDecision decision) {
    append(
        headers,
        POLICY,
        "\"%s\";q=%d;w=%d"
            .formatted(policy.name(), policy.quota(), Math.max(1, policy.window().toSeconds())));
    Duration until = decision.remaining() > 0 ? decision.resetAfter() : decision.retryAfter();
    append(
        headers,
        LIMIT,
        "\"%s\";r=%d;t=%d".formatted(policy.name(), decision.remaining(), roundedUp(until)));
  }

  private static void append(MultiMap headers, String name, String member) {
    String before = headers.get(name);
    headers.set(name, before == null ? member : before + ", " + member);
  }

  private static long roundedUp(Duration time) {
    return time.plusNanos(999_999_999).toSeconds();
  }
}
