package dev.tenk.platform.redis;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A way to a server that can be cut and mended. */
public final class Cable implements AutoCloseable {

  private final Vertx vertx = Vertx.vertx();
  private final URI server;
  private final NetServer proxy;
  private final Set<NetSocket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean cut;

  /** To a server, as its URL names it. */
  public Cable(String url) throws Exception {
    this.server = URI.create(url);
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

  /** Ends all connections, and each that is made from now on. */
  public void cut() {
    cut = true;
    open.forEach(NetSocket::close);
  }

  /** Lets new connections through. */
  public void mend() {
    cut = false;
  }

  private void connect(NetSocket client) {
    client.pause();
    open.add(client);
    if (cut) {
      client.close();
      return;
    }
    vertx
        .createNetClient()
        .connect(server.getPort(), "127.0.0.1")
        .onSuccess(
            upstream -> {
              client.handler(upstream::write);
              upstream.handler(client::write);
              client.closeHandler(closed -> upstream.close());
              upstream.closeHandler(closed -> client.close());
              client.resume();
            });
  }

  @Override
  public void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}
