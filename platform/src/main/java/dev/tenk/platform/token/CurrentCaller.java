package dev.tenk.platform.token;

import dev.tenk.platform.id.ShardedId;
import io.quarkus.arc.Unremovable;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Who calls the current request. */
@Singleton
@Unremovable
public final class CurrentCaller {

  private final SecurityIdentity identity;

  CurrentCaller(SecurityIdentity identity) {
    this.identity = identity;
  }

  /** The caller, or nothing where the request carries no token. */
  public Optional<Caller> find() {
    return identity.getPrincipal() instanceof Caller caller
        ? Optional.of(caller)
        : Optional.empty();
  }

  /** The caller; answers 401 where there is none. */
  public Caller get() {
    return find().orElseThrow(UnauthorizedException::new);
  }

  /** The calling account; answers 401 where there is none. */
  public ShardedId account() {
    return get().account();
  }
}
