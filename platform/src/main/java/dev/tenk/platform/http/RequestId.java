package dev.tenk.platform.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;

/**
 * Gives every request an id: the caller's {@code X-Request-Id} where it is a plain token, else a
 * new one. It is in the answer's header, in every log line as {@code requestId}, and in a problem's
 * {@code instance}.
 */
@Singleton
public final class RequestId {

  /** The header, in requests and in answers. */
  public static final String HEADER = "X-Request-Id";

  private static final String MDC_KEY = "requestId";
  private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9._-]{8,64}");
  private static final int BEFORE_ALL = 10_000;

  void register(@Observes Filters filters) {
    filters.register(RequestId::identify, BEFORE_ALL);
  }

  private static void identify(RoutingContext context) {
    String given = context.request().getHeader(HEADER);
    String id = given != null && ACCEPTED.matcher(given).matches() ? given : random().toString();
    MDC.put(MDC_KEY, id);
    context.response().putHeader(HEADER, id);
    context.next();
  }

  /**
   * To tell requests apart, not to be guessed by nobody: no secret, so no secure source is asked.
   */
  private static UUID random() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return new UUID(
        random.nextLong() & ~0xF000L | 0x4000L, random.nextLong() >>> 2 | 0x8000_0000_0000_0000L);
  }

  /** The current request's id as a URN, or nothing outside a request. */
  static Optional<String> currentUrn() {
    return Optional.ofNullable(MDC.get(MDC_KEY)).map(id -> "urn:tenk:request:" + id);
  }
}
