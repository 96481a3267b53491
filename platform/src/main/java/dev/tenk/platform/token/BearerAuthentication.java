package dev.tenk.platform.token;

import dev.tenk.platform.http.Problems;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Bearer tokens (RFC 6750): no header is an anonymous caller; a header with a bad token is refused,
 * also where none is needed. Runs on the event loop, before any of the body is read.
 */
@Singleton
public final class BearerAuthentication implements HttpAuthenticationMechanism {

  private static final Logger LOG = Logger.getLogger(BearerAuthentication.class);
  private static final String SCHEME = "Bearer ";

  private final AccessTokenVerifier verifier;

  BearerAuthentication(AccessTokenVerifier verifier) {
    this.verifier = verifier;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext context, IdentityProviderManager identityProviders) {
    String header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
    if (header == null) {
      return Uni.createFrom().nullItem();
    }
    String token = token(header);
    if (token == null) {
      return Uni.createFrom().failure(new AuthenticationFailedException());
    }
    return verifier
        .verify(token)
        .map(BearerAuthentication::identity)
        .onFailure(InvalidTokenException.class)
        .transform(
            e -> {
              LOG.debugf("token refused: %s", e.getMessage());
              return new AuthenticationFailedException();
            });
  }

  /**
   * Who sends this header, where its token was verified lately and still proves somebody; nothing
   * where the request must be authenticated to know. Never blocks.
   */
  public Optional<Caller> remembered(String header) {
    String token = token(header);
    return token == null ? Optional.empty() : verifier.remembered(token);
  }

  private static @Nullable String token(String header) {
    return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? header.substring(SCHEME.length()).strip()
        : null;
  }

  private static SecurityIdentity identity(Caller caller) {
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(caller)
        .addRoles(caller.roles())
        .setAnonymous(false)
        .build();
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext context) {
    return Uni.createFrom().item(new ChallengeData(401, HttpHeaders.WWW_AUTHENTICATE, "Bearer"));
  }

  @Override
  public Uni<Boolean> sendChallenge(RoutingContext context) {
    context.response().putHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    Problems.send(context, Problems.unauthenticated());
    return Uni.createFrom().item(true);
  }

  @Override
  public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
    return Set.of();
  }
}
