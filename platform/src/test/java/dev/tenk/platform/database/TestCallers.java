package dev.tenk.platform.database;

import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.token.Caller;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Set;

/** Believes the header {@value #HEADER}. */
@Singleton
class TestCallers implements HttpAuthenticationMechanism {

  static final String HEADER = "Test-Caller";

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext context, IdentityProviderManager identityProviders) {
    String account = context.request().getHeader(HEADER);
    if (account == null) {
      return Uni.createFrom().nullItem();
    }
    var caller = new Caller(ShardedId.parse(account).orElseThrow(), "test", Set.of(), Instant.MAX);
    return Uni.createFrom()
        .item(QuarkusSecurityIdentity.builder().setPrincipal(caller).setAnonymous(false).build());
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext context) {
    return Uni.createFrom().nullItem();
  }

  @Override
  public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
    return Set.of();
  }

  @Override
  public int getPriority() {
    return DEFAULT_PRIORITY + 1;
  }
}
