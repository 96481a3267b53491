package dev.tenk.platform.redis;

import dev.tenk.embedded.process.EngineProcess;
import dev.tenk.embedded.process.TemporaryHome;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.redis.runtime.datasource.BlockingRedisDataSourceImpl;
import io.quarkus.redis.runtime.datasource.ReactiveRedisDataSourceImpl;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.RedisAPI;
import io.vertx.redis.client.RedisOptions;
import java.time.Duration;

/** A Redis for one test, which may be paused, killed and started again, and clients of it. */
public final class OwnRedis implements AutoCloseable {

  private final TemporaryHome home = TemporaryHome.create();
  private final dev.tenk.embedded.redis.Redis server =
      new dev.tenk.embedded.redis.Redis(home.home());
  private final Vertx vertx = Vertx.vertx();
  private final Redis client;

  /** Started. */
  public OwnRedis() {
    server.start();
    client =
        Redis.createClient(
            vertx,
            new RedisOptions()
                .setConnectionString(server.url())
                .setMaxPoolSize(16)
                .setMaxPoolWaiting(1_024));
  }

  /** The server, started again without any data. */
  public void restartEmpty() {
    process().kill();
    server.start();
  }

  /** Starts it after a kill, without any data. */
  public void startEmpty() {
    server.start();
  }

  /** The server's process. */
  public EngineProcess process() {
    return server.process();
  }

  /** The client of Vert.x. */
  public io.vertx.redis.client.Redis client() {
    return client.getDelegate();
  }

  /** The server's URL. */
  public String url() {
    return server.url();
  }

  /** Another client, of a server or proxy at this URL. */
  public io.vertx.redis.client.Redis clientOf(String url) {
    return Redis.createClient(
            vertx,
            new RedisOptions().setConnectionString(url).setMaxPoolSize(16).setMaxPoolWaiting(1_024))
        .getDelegate();
  }

  /** The client of Quarkus that blocks. */
  public RedisDataSource blocking() {
    return new BlockingRedisDataSourceImpl(
        (ReactiveRedisDataSourceImpl) reactive(), Duration.ofSeconds(2));
  }

  /** The client of Quarkus that does not block. */
  public ReactiveRedisDataSource reactive() {
    return new ReactiveRedisDataSourceImpl(vertx, client, RedisAPI.api(client));
  }

  @Override
  public void close() {
    client.close();
    vertx.closeAndAwait();
    server.close();
    home.close();
  }
}
