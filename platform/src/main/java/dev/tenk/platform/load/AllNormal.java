package dev.tenk.platform.load;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Where a service says nothing, all of its requests are as urgent. */
final class AllNormal {

  private AllNormal() {}

  @Produces
  @Singleton
  @DefaultBean
  static Urgencies urgencies() {
    return (method, path, signedIn) -> Urgency.NORMAL;
  }
}
