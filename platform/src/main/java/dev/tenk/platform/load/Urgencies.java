package dev.tenk.platform.load;

import io.vertx.core.http.HttpMethod;

/** A service's word on how urgent its requests are; asked on the event loop. */
@FunctionalInterface
public interface Urgencies {

  /**
   * How urgent a request is, by what is known of it before anything is read.
   *
   * @param signedIn whether it brings a token, which is not verified yet
   */
  Urgency of(HttpMethod method, String path, boolean signedIn);
}
