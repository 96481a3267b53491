package dev.tenk.user.audit;

import dev.tenk.platform.http.ClientAddresses;
import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the current request comes from, as far as it says. */
@Singleton
class Requester {

  private static final int MAX_DEVICE_CHARS = 200;

  private final CurrentVertxRequest current;
  private final ClientAddresses addresses;

  Requester(CurrentVertxRequest current, ClientAddresses addresses) {
    this.current = current;
    this.addresses = addresses;
  }

  /**
   * A request's origin.
   *
   * @param address the client's network address, or null
   * @param device the client's {@code User-Agent}, cut to 200 characters, or null
   */
  record Origin(@Nullable String address, @Nullable String device) {

    static final Origin NONE = new Origin(null, null);
  }

  /** Of this thread's request; nothing where there is none. */
  Origin origin() {
    if (!Arc.container().requestContext().isActive() || current.getCurrent() == null) {
      return Origin.NONE;
    }
    HttpServerRequest request = current.getCurrent().request();
    return new Origin(
        addresses.of(request).text(),
        Optional.ofNullable(request.getHeader(HttpHeaders.USER_AGENT))
            .map(Requester::printable)
            .orElse(null));
  }

  private static String printable(String device) {
    String clean = device.replaceAll("\\p{C}", "");
    return clean.length() <= MAX_DEVICE_CHARS ? clean : clean.substring(0, MAX_DEVICE_CHARS);
  }
}
