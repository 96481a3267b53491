package dev.tenk.platform.database.routing;

import dev.tenk.platform.database.ReadOnly;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import org.jspecify.annotations.Nullable;

/** Runs {@link ReadOnly} methods in their scope. Outside of what begins transactions. */
@ReadOnly
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 150)
public class ReadOnlyInterceptor {

  private final ReadScopes scopes;

  ReadOnlyInterceptor(ReadScopes scopes) {
    this.scopes = scopes;
  }

  @AroundInvoke
  @Nullable Object run(InvocationContext invocation) throws Exception {
    ReadOnly binding = invocation.getInterceptorBinding(ReadOnly.class);
    return binding != null && binding.confirmAbsence()
        ? scopes.runConfirmed(invocation::proceed)
        : scopes.run(invocation::proceed);
  }
}
