package dev.tenk.platform.database.http;

import dev.tenk.platform.database.consistency.CallerContext;
import dev.tenk.platform.token.Caller;
import dev.tenk.platform.token.CurrentCaller;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tokens travel in the header {@value #HEADER}: a response to a write carries one, a client that
 * returns it sees its write, signed in or not. Several, of several services, are separated by
 * commas.
 */
@Singleton
public final class HttpCallerContext implements CallerContext {

  /** The header, in requests and in answers. */
  public static final String HEADER = "Tenk-Consistency";

  private static final int MAX_TOKENS = 4;
  private static final String SEPARATOR = ",";

  private final CurrentVertxRequest request;
  private final CurrentCaller caller;

  HttpCallerContext(CurrentVertxRequest request, CurrentCaller caller) {
    this.request = request;
    this.caller = caller;
  }

  @Override
  public List<String> tokens() {
    RoutingContext current = current();
    String value = current == null ? null : current.request().getHeader(HEADER);
    return value == null
        ? List.of()
        : Stream.of(value.split(SEPARATOR, MAX_TOKENS + 1))
            .limit(MAX_TOKENS)
            .map(String::strip)
            .toList();
  }

  @Override
  public void give(String token) {
    RoutingContext current = current();
    if (current != null && !current.response().headWritten()) {
      current.response().putHeader(HEADER, token);
    }
  }

  @Override
  public Optional<String> identity() {
    return current() == null ? Optional.empty() : caller.find().map(Caller::getName);
  }

  private @Nullable RoutingContext current() {
    return request.getCurrent();
  }
}
