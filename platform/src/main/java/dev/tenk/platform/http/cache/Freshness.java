package dev.tenk.platform.http.cache;

import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.function.BiConsumer;

/**
 * How long an answer may be kept by whom: field values that are made once.
 *
 * @param cacheControl for every cache (RFC 9111, RFC 5861)
 * @param cdnCacheControl for caches that we can purge (RFC 9213)
 * @param accelExpires seconds, for nginx, which does not know the other
 */
public record Freshness(String cacheControl, String cdnCacheControl, String accelExpires) {

  /** For the client alone, who asks each time whether it has changed. */
  public static final Freshness PRIVATE = new Freshness("private, no-cache", "no-store", "0");

  /** Never kept. */
  public static final String NO_STORE = "no-store";

  /** Whether caches that many share may keep it. */
  public boolean isShared() {
    return !accelExpires.equals(PRIVATE.accelExpires);
  }

  /**
   * A public answer that changes.
   *
   * @param clients how long clients keep it, who cannot be told of changes
   * @param edge how long the edge keeps it, which is told of changes where it can be
   * @param revalidate how much longer the old one is given out while a new one is fetched
   * @param onError how much longer when no new one can be had
   */
  public static Freshness changing(
      Duration clients, Duration edge, Duration revalidate, Duration onError) {
    String inNeed =
        ", stale-while-revalidate="
            + revalidate.toSeconds()
            + ", stale-if-error="
            + onError.toSeconds();
    return new Freshness(
        "public, max-age=" + clients.toSeconds() + inNeed,
        "max-age=" + edge.toSeconds() + inNeed,
        Long.toString(edge.toSeconds()));
  }

  /**
   * For the client alone, who may keep it for so long without asking: what was allowed for a time.
   */
  public static Freshness privately(Duration life) {
    return new Freshness("private, max-age=" + life.toSeconds(), "no-store", "0");
  }

  /** A public answer that never changes. */
  public static Freshness immutable() {
    return new Freshness("public, max-age=31536000, immutable", "max-age=31536000", "31536000");
  }

  /** The fields of an answer that say this. */
  public void eachField(BiConsumer<String, String> add) {
    add.accept(HttpHeaders.CACHE_CONTROL, cacheControl);
    add.accept("CDN-Cache-Control", cdnCacheControl);
    add.accept("X-Accel-Expires", accelExpires);
  }
}
