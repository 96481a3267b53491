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
import org.junit.jupiter.api.Test;

class SessionStoreUnavailableTests {

  private final ShardedIds ids = new ShardedIds(Clock.systemUTC(), new Random(7));
  private final ShardedId account = ids.newOwner();
  private final RefreshToken token = RefreshToken.first(account, ids.newOwnedBy(account));
  private final SessionStore store = new SessionStore(awayRedis(), new SessionDefaults());

  @Test
  void answers503WhileRedisIsAway() {
    SessionRecord session =
        new SessionRecord(null, "203.0.113.9", Instant.EPOCH, Instant.EPOCH.plusSeconds(60), token);

    assertThatThrownBy(() -> store.rotate(token, session, Instant.EPOCH))
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
}
