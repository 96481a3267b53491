package dev.tenk.platform.http.cache;

import io.netty.buffer.Unpooled;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.function.BiConsumer;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a GET or HEAD, by the conditions and the codings of the request: chosen once, then
 * given by whoever holds the request.
 *
 * @param outcome of the conditions
 * @param representation what is shown
 * @param gzip whether in its compressed form
 * @param freshness how long it may be kept by whom
 * @param surrogateKey for edges that purge by keys, or null
 */
public record RepresentationAnswer(
    Preconditions.Outcome outcome,
    Representation representation,
    boolean gzip,
    Freshness freshness,
    @Nullable String surrogateKey) {

  /** The field with the key of an answer, by which an edge finds all that a change makes old. */
  public static final String SURROGATE_KEY = "Surrogate-Key";

  private static final String GZIP = "gzip";
  private static final int OK = 200;
  private static final int NOT_MODIFIED = 304;

  /** The answer to a request with these fields. */
  public static RepresentationAnswer of(
      MultiMap headers,
      Representation representation,
      Freshness freshness,
      @Nullable String surrogateKey) {
    Preconditions.Outcome outcome =
        isUnconditional(headers)
            ? Preconditions.Outcome.PROCEED
            : Preconditions.evaluate(
                name -> Fields.joined(headers, name),
                true,
                representation::hasTag,
                representation.lastModified());
    boolean gzip =
        representation.varies() && acceptsGzip(headers) && representation.gzipped() != null;
    return new RepresentationAnswer(outcome, representation, gzip, freshness, surrogateKey);
  }

  /** For resource methods: 200 or 304; a condition that fails is a problem, 412. */
  public RestResponse<byte[]> toResponse() {
    ResponseBuilder<byte[]> answer =
        switch (outcome) {
          case PROCEED -> ResponseBuilder.ok(body()).type(MediaType.APPLICATION_JSON_TYPE);
          case NOT_MODIFIED -> ResponseBuilder.create(NOT_MODIFIED);
          case FAILED -> throw ChangeConditions.failed();
        };
    eachHeader(answer::header);
    return answer.build();
  }

  /**
   * Sends it, on the event loop.
   *
   * @return whether it was sent: not where a condition has failed, which is a problem
   */
  public boolean send(HttpServerResponse response) {
    if (outcome == Preconditions.Outcome.FAILED) {
      return false;
    }
    MultiMap headers = response.headers();
    eachHeader(headers::add);
    if (outcome == Preconditions.Outcome.NOT_MODIFIED) {
      response.setStatusCode(NOT_MODIFIED).end();
    } else {
      headers.add(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON);
      response.setStatusCode(OK).end(Buffer.buffer(Unpooled.wrappedBuffer(body())));
    }
    return true;
  }

  private byte[] body() {
    byte[] gzipped = representation.gzipped();
    return gzip && gzipped != null ? gzipped : representation.body();
  }

  private void eachHeader(BiConsumer<String, String> add) {
    add.accept(HttpHeaders.ETAG, representation.entityTag(gzip));
    freshness.eachField(add);
    if (representation.lastModified() != null) {
      add.accept(HttpHeaders.LAST_MODIFIED, HttpDates.format(representation.lastModified()));
    }
    if (surrogateKey != null) {
      add.accept(SURROGATE_KEY, surrogateKey);
    }
    if (representation.varies()) {
      add.accept(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    }
    if (gzip && outcome == Preconditions.Outcome.PROCEED) {
      add.accept(HttpHeaders.CONTENT_ENCODING, GZIP);
    }
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
