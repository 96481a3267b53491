package dev.tenk.platform.caching;

import dev.tenk.platform.database.http.HttpCallerContext;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;

/** What filters need to know of requests that they answer before a resource is found for them. */
public final class PlainReads {

  /** By which it must see something, is from another site, or has a body. */
  private static final List<String> OUT_OF_THE_ORDINARY =
      List.of(HttpCallerContext.HEADER, "Origin", HttpHeaders.CONTENT_LENGTH, "Transfer-Encoding");

  /** Where Quarkus looks for the path that metrics and traces name a request by. */
  private static final String TEMPLATE = "UrlPathTemplate";

  private PlainReads() {}

  /** Whether it needs to see nothing in particular, is from no other site, and has no body. */
  static boolean isPlain(MultiMap headers) {
    return hasNone(headers, OUT_OF_THE_ORDINARY);
  }

  /** Whether it is plain and by nobody that is known. */
  public static boolean isPlainOfStranger(MultiMap headers) {
    return !headers.contains(HttpHeaders.AUTHORIZATION) && isPlain(headers);
  }

  /** Whether there is none of these fields. */
  public static boolean hasNone(MultiMap headers, List<String> names) {
    for (String name : names) {
      if (headers.contains(name)) {
        return false;
      }
    }
    return true;
  }

  /** Gives the request the path by which metrics and traces name it. */
  public static void name(HttpServerRequest request, String template) {
    ((HttpServerRequestInternal) request).context().putLocal(TEMPLATE, template);
  }
}
