package dev.tenk.local.origin;

import dev.tenk.embedded.process.EngineException;
import dev.tenk.local.mailbox.MailboxPages;
import dev.tenk.local.service.Service;
import dev.tenk.local.trace.TracePages;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.httpproxy.HttpProxy;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The public port: routes to the services by path, streams bodies both ways with back-pressure, and
 * answers for a service that cannot. Management ports are not reachable through it.
 */
public final class Origin implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";
  private static final int CONNECT_MILLIS = 2_000;
  private static final int CONNECTIONS_PER_SERVICE = 256;
  private static final int WAITING_PER_SERVICE = 1_024;
  private static final int KEEP_ALIVE_SECONDS = 30; // shorter than the services' own
  private static final long CLOSE_SECONDS = 5;

  private final Vertx vertx;
  private final HttpServer server;
  private final Map<Service, Pods> pods;

  private Origin(Vertx vertx, HttpServer server, Map<Service, Pods> pods) {
    this.vertx = vertx;
    this.server = server;
    this.pods = pods;
  }

  /** Listens on loopback, and shows no traces. */
  public static Origin listen(int port, Map<Service, Integer> services, MailboxPages mailbox) {
    return listen(port, services, mailbox, null);
  }

  /**
   * Listens on loopback.
   *
   * @param port 0 for a free one
   * @param services port of each service
   * @param mailbox what is shown of mails
   * @param traces what is shown of traces; null where nothing is
   */
  public static Origin listen(
      int port, Map<Service, Integer> services, MailboxPages mailbox, @Nullable TracePages traces) {
    Vertx vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(2)
                .setWorkerPoolSize(2)
                .setInternalBlockingPoolSize(2)
                .setFileSystemOptions(new FileSystemOptions().setFileCachingEnabled(false)));
    Map<Service, Pods> pods = new EnumMap<>(Service.class);
    services.forEach(
        (service, podPort) -> pods.computeIfAbsent(service, first -> new Pods()).add(podPort));
    try {
      HttpServer server =
          vertx
              .createHttpServer(
                  new HttpServerOptions()
                      .setHandle100ContinueAutomatically(true)
                      .setHttp2ClearTextEnabled(false) // the proxy breaks on its bodies
                      .setReuseAddress(true))
              .requestHandler(router(vertx, pods, mailbox, traces))
              .listen(port, LOOPBACK)
              .toCompletionStage()
              .toCompletableFuture()
              .join();
      return new Origin(vertx, server, pods);
    } catch (CompletionException e) {
      vertx.close();
      throw new EngineException("Cannot listen on port " + port + ": " + e.getCause(), e);
    }
  }

  public int port() {
    return server.actualPort();
  }

  public String url() {
    return "http://localhost:" + port();
  }

  /** Requests go to this pod too from now on. */
  public void join(Service service, int podPort) {
    pods(service).add(podPort);
  }

  /** No further request goes to this pod. */
  public void leave(Service service, int podPort) {
    pods(service).remove(podPort);
  }

  private Pods pods(Service service) {
    return Objects.requireNonNull(pods.get(service));
  }

  /** Ends the connections. */
  @Override
  public void close() {
    vertx
        .close()
        .toCompletionStage()
        .toCompletableFuture()
        .completeOnTimeout(null, CLOSE_SECONDS, TimeUnit.SECONDS)
        .join();
  }

  private static Handler<HttpServerRequest> router(
      Vertx vertx, Map<Service, Pods> pods, MailboxPages mailbox, @Nullable TracePages traces) {
    Map<Service, HttpProxy> proxies = new EnumMap<>(Service.class);
    pods.forEach((service, all) -> proxies.put(service, proxy(vertx, all)));
    return request -> {
      Optional<String> path = Optional.ofNullable(request.path());
      if (path.filter(MailboxPages::isAt).isPresent()) {
        mailbox.handle(request);
        return;
      }
      if (traces != null && path.filter(TracePages::isAt).isPresent()) {
        traces.handle(vertx, request);
        return;
      }
      Optional<HttpProxy> proxy = path.flatMap(Routes::serviceOf).map(proxies::get);
      if (proxy.isPresent()) {
        proxy.get().handle(request);
      } else {
        notFound(request);
      }
    };
  }

  private static HttpProxy proxy(Vertx vertx, Pods pods) {
    HttpClient client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout(CONNECT_MILLIS)
                .setMaxPoolSize(CONNECTIONS_PER_SERVICE)
                .setMaxWaitQueueSize(WAITING_PER_SERVICE)
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS));
    return HttpProxy.reverseProxy(client)
        .originSelector(
            request ->
                Future.succeededFuture(SocketAddress.inetSocketAddress(pods.next(), LOOPBACK)))
        .addInterceptor(new Gateway());
  }

  private static void notFound(HttpServerRequest request) {
    String requestId = UUID.randomUUID().toString();
    OriginProblem problem = OriginProblem.notFound(requestId);
    request
        .response()
        .setStatusCode(problem.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, OriginProblem.CONTENT_TYPE)
        .putHeader(Gateway.REQUEST_ID, requestId)
        .end(problem.body());
  }
}
