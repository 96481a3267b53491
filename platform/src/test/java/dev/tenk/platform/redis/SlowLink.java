package dev.tenk.platform.redis;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A way to a server on which everything takes longer, in both directions. */
public final class SlowLink implements AutoCloseable {

  private final Vertx vertx = Vertx.vertx();
  private final long delayMillis;
  private final URI server;
  private final NetServer proxy;

  /** To a server, as its URL names it. */
  public SlowLink(String url, Duration delay) throws Exception {
    this.server = URI.create(url);
    this.delayMillis = delay.toMillis();
    this.proxy =
        vertx
            .createNetServer()
            .connectHandler(this::connect)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
  }

  /** The server's URL by this way. */
  public String url() {
    return server.toString().replace(":" + server.getPort(), ":" + proxy.actualPort());
  }

  private void connect(NetSocket client) {
    client.pause();
    vertx
        .createNetClient()
        .connect(server.getPort(), "127.0.0.1")
        .onSuccess(
            upstream -> {
              client.handler(bytes -> later(upstream, bytes));
              upstream.handler(bytes -> later(client, bytes));
              client.closeHandler(closed -> upstream.close());
              upstream.closeHandler(closed -> client.close());
              client.resume();
            });
  }

  /** Timers of one length end in the order in which they began. */
  private void later(NetSocket to, Buffer bytes) {
    vertx.setTimer(delayMillis, timer -> to.write(bytes));
  }

  @Override
  public void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}
