package dev.tenk.user.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenk.platform.http.ProblemException;
import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.id.ShardedIds;
import io.quarkus.redis.datasource.RedisDataSource;
import java.lang.reflect.Proxy;
import java.net.ConnectException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.CompletionException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SessionStoreUnavailableTests {

  private final ShardedIds ids = new ShardedIds(Clock.systemUTC(), new Random(7));
  private final ShardedId account = ids.newOwner();
  private final RefreshToken token = new RefreshToken(account, ids.newOwnedBy(account), 0);
  private final SessionStore store = new SessionStore(awayRedis(), new Defaults());

  @Test
  void answers503WhileRedisIsAway() {
    assertUnavailable(() -> store.create(account, token.session(), Instant.EPOCH));
    assertUnavailable(() -> store.rotate(token, Instant.EPOCH));
    assertUnavailable(() -> store.end(token.session()));
  }

  private static void assertUnavailable(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> {
              assertThat(problem.status()).isEqualTo(503);
              assertThat(problem.retryAfter()).contains(Duration.ofSeconds(2));
            });
  }

  private static RedisDataSource awayRedis() {
    return (RedisDataSource)
        Proxy.newProxyInstance(
            RedisDataSource.class.getClassLoader(),
            new Class<?>[] {RedisDataSource.class},
            (_, _, _) -> {
              throw new CompletionException(new ConnectException("refused"));
            });
  }

  private static final class Defaults implements SessionConfig {

    @Override
    public Duration idleLifetime() {
      return Duration.ofDays(14);
    }

    @Override
    public Duration absoluteLifetime() {
      return Duration.ofDays(90);
    }

    @Override
    public Duration reuseGrace() {
      return Duration.ofSeconds(10);
    }
  }
}
