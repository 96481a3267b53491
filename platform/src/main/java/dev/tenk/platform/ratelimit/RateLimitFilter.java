package dev.tenk.platform.ratelimit;

import dev.tenk.platform.http.ClientAddresses;
import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.token.Caller;
import dev.tenk.platform.token.CurrentCaller;
import io.quarkus.arc.Arc;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.util.List;

/** Takes a call from the bucket of each policy, or refuses the request. */
final class RateLimitFilter implements ContainerRequestFilter {

  private final List<String> policies;

  RateLimitFilter(List<String> policies) {
    this.policies = policies;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    // made while the application is built: beans are looked up when a request is there
    RateLimiter limiter = bean(RateLimiter.class);
    for (String policy : policies) {
      limiter.require(
          policy,
          switch (limiter.policy(policy).by()) {
            case ADDRESS -> address();
            case CALLER ->
                bean(CurrentCaller.class)
                    .find()
                    .map(Caller::account)
                    .map(ShardedId::toString)
                    .orElseGet(RateLimitFilter::address);
          });
    }
  }

  private static String address() {
    return bean(ClientAddresses.class).current().network();
  }

  private static <T> T bean(Class<T> type) {
    return Arc.container().instance(type).get();
  }
}
