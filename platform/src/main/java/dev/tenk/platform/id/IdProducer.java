package dev.tenk.platform.id;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;

/** Provides time and ids, so that tests can bring their own. */
@Singleton
public final class IdProducer {

  @Produces
  @Singleton
  InstantSource clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  ShardedIds ids(InstantSource clock) {
    return new ShardedIds(clock, new SecureRandom());
  }
}
