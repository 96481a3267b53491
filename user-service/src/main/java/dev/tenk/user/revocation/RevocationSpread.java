package dev.tenk.user.revocation;

import dev.tenk.platform.revocation.HeldRevocations;
import dev.tenk.platform.revocation.Revocation;
import dev.tenk.platform.revocation.RevocationLog;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;

/** Tells this pod and, by Redis, all others of what was committed. */
@Singleton
class RevocationSpread {

  private static final Logger LOG = Logger.getLogger(RevocationSpread.class);

  private final HeldRevocations held;
  private final RevocationLog log;

  RevocationSpread(HeldRevocations held, RevocationLog log) {
    this.held = held;
    this.log = log;
  }

  /** Here at once, elsewhere in the background: a Redis that is away keeps nobody waiting. */
  void now(Revocation revocation) {
    held.hold(revocation);
    log.addLater(List.of(revocation))
        .subscribe()
        .with(
            _ -> {},
            failure -> LOG.debugf("revocation waits for the sweep: %s", failure.getMessage()));
  }
}
