package dev.tenk.platform.http.cache;

import io.vertx.core.MultiMap;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** The answer to a GET or HEAD, by the conditions and the codings of the request. */
public final class RepresentationAnswer {

  /** The field with the key of an answer, by which an edge finds all that a change makes old. */
  public static final String SURROGATE_KEY = "Surrogate-Key";

  private static final String GZIP = "gzip";
  private static final int NOT_MODIFIED = 304;

  private RepresentationAnswer() {}

  /**
   * 200 or 304; a condition that fails is answered 412.
   *
   * @param surrogateKey for edges that purge by keys, or null
   */
  public static RestResponse<byte[]> of(
      MultiMap headers,
      Representation representation,
      Freshness freshness,
      @Nullable String surrogateKey) {
    byte[] gzipped = acceptsGzip(headers) ? representation.gzipped() : null;
    Preconditions.Outcome outcome =
        isUnconditional(headers)
            ? Preconditions.Outcome.PROCEED
            : Preconditions.evaluate(
                name -> Fields.joined(headers, name),
                true,
                representation::hasTag,
                representation.lastModified());
    ResponseBuilder<byte[]> answer =
        switch (outcome) {
          case PROCEED ->
              ResponseBuilder.ok(gzipped == null ? representation.body() : gzipped)
                  .type(MediaType.APPLICATION_JSON_TYPE);
          case NOT_MODIFIED -> ResponseBuilder.create(NOT_MODIFIED);
          case FAILED -> throw ChangeConditions.failed();
        };
    answer
        .header(HttpHeaders.ETAG, representation.entityTag(gzipped != null))
        .header(HttpHeaders.CACHE_CONTROL, freshness.cacheControl())
        .header("CDN-Cache-Control", freshness.cdnCacheControl())
        .header("X-Accel-Expires", freshness.accelExpires());
    if (representation.lastModified() != null) {
      answer.header(HttpHeaders.LAST_MODIFIED, HttpDates.format(representation.lastModified()));
    }
    if (surrogateKey != null) {
      answer.header(SURROGATE_KEY, surrogateKey);
    }
    if (representation.gzipped() != null) {
      answer.header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    }
    if (gzipped != null && outcome == Preconditions.Outcome.PROCEED) {
      answer.header(HttpHeaders.CONTENT_ENCODING, GZIP);
    }
    return answer.build();
  }

  private static boolean isUnconditional(MultiMap headers) {
    return !headers.contains(HttpHeaders.IF_NONE_MATCH)
        && !headers.contains(HttpHeaders.IF_MODIFIED_SINCE)
        && !headers.contains(HttpHeaders.IF_MATCH)
        && !headers.contains(HttpHeaders.IF_UNMODIFIED_SINCE);
  }

  private static boolean acceptsGzip(MultiMap headers) {
    String accepted = headers.get(HttpHeaders.ACCEPT_ENCODING);
    return accepted != null && Fields.accepts(accepted, GZIP);
  }
}
