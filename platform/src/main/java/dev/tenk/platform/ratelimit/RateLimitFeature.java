package dev.tenk.platform.ratelimit;

import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/** Puts a {@link RateLimitFilter} before each method that is {@link RateLimited}. */
@Provider
public final class RateLimitFeature implements DynamicFeature {

  @Override
  public void configure(ResourceInfo resource, FeatureContext context) {
    RateLimited limited = resource.getResourceMethod().getAnnotation(RateLimited.class);
    if (limited != null) {
      context.register(new RateLimitFilter(List.of(limited.value())));
    }
  }
}
