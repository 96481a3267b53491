package dev.tenk.platform.caching;

import dev.tenk.platform.cache.shared.Change;
import dev.tenk.platform.http.cache.RepresentationAnswer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Tells the edge what has changed: {@code PURGE} of each path in all its forms, with the surrogate
 * key in a field for those that purge by keys, hence also paths that are not known here. One that
 * answers 404 did not have it. All addresses of an edge's name are told, since each of its pods has
 * a cache of its own. Never blocks.
 */
@Singleton
public final class EdgePurge {

  private static final HttpMethod PURGE = HttpMethod.valueOf("PURGE");
  private static final int NOT_FOUND = 404;
  private static final int NOT_CACHED = 412; // of ngx_cache_purge

  /** What answers vary by: coding and format. */
  private static final Map<String, String> FORMS = Map.of("gzip", "image/webp", "identity", "*/*");

  private final EdgeConfig config;
  private final Names names;
  private final Vertx vertx;
  private final InstantSource clock;
  private final HttpClient client;
  private final Counter purged;
  private final Counter failed;
  private final Map<String, Function<String, List<String>>> paths = new ConcurrentHashMap<>();

  /** Finds the addresses of a name; may block. */
  @FunctionalInterface
  interface Names {
    InetAddress[] addresses(String host) throws UnknownHostException;
  }

  @Inject
  EdgePurge(EdgeConfig config, InstantSource clock, Vertx vertx, MeterRegistry metrics) {
    this(config, InetAddress::getAllByName, clock, vertx, metrics);
  }

  EdgePurge(
      EdgeConfig config, Names names, InstantSource clock, Vertx vertx, MeterRegistry metrics) {
    this.config = config;
    this.names = names;
    this.vertx = vertx;
    this.clock = clock;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout((int) config.purgeTimeout().toMillis())
                .setMaxPoolSize(8)
                .setMaxWaitQueueSize(4_096));
    this.purged = metrics.counter("tenk.edge.purges", "outcome", "done");
    this.failed = metrics.counter("tenk.edge.purges", "outcome", "failed");
  }

  /**
   * Which paths show the value of a key.
   *
   * @param cache the name of its cache, also that of its surrogate keys
   */
  public void shows(String cache, Function<String, List<String>> pathsOfKey) {
    paths.put(cache, pathsOfKey);
  }

  /** Completes when all have been told; fails when one could not, to be told again. */
  public CompletionStage<Void> purge(Change change) {
    List<URI> edges = config.purge().orElse(List.of());
    Function<String, List<String>> shown = paths.get(change.cache());
    boolean late = clock.millis() - change.epochMillis() > config.giveUpAfter().toMillis();
    if (edges.isEmpty() || shown == null || late) {
      return CompletableFuture.completedFuture(null);
    }
    List<String> changed = shown.apply(change.key());
    List<Future<?>> told = new ArrayList<>();
    for (URI edge : edges) {
      told.add(purge(edge, changed, change.name()));
    }
    return Future.join(told).<Void>mapEmpty().toCompletionStage();
  }

  private Future<Void> purge(URI edge, List<String> changed, String key) {
    return vertx
        .executeBlocking(() -> names.addresses(edge.getHost()), false)
        .onFailure(unknown -> failed.increment())
        .compose(found -> purge(edge, Objects.requireNonNull(found), changed, key));
  }

  private Future<Void> purge(URI edge, InetAddress[] addresses, List<String> changed, String key) {
    List<Future<?>> calls = new ArrayList<>();
    for (InetAddress address : addresses) {
      SocketAddress server =
          SocketAddress.inetSocketAddress(edge.getPort(), address.getHostAddress());
      for (String path : changed) {
        FORMS.forEach(
            (coding, format) -> calls.add(purge(edge, server, path, coding, format, key)));
      }
    }
    return Future.join(calls).mapEmpty();
  }

  private Future<?> purge(
      URI edge, SocketAddress server, String path, String coding, String format, String key) {
    return client
        .request(
            new RequestOptions()
                .setMethod(PURGE)
                .setServer(server)
                .setHost(edge.getHost())
                .setPort(edge.getPort())
                .setSsl("https".equals(edge.getScheme()))
                .setURI(path)
                .setTimeout(config.purgeTimeout().toMillis())
                .putHeader(HttpHeaders.ACCEPT_ENCODING, coding)
                .putHeader(HttpHeaders.ACCEPT, format)
                .putHeader(RepresentationAnswer.SURROGATE_KEY, key))
        .compose(request -> request.send())
        .compose(
            response -> {
              int status = response.statusCode();
              boolean gone = status / 100 == 2 || status == NOT_FOUND || status == NOT_CACHED;
              return response
                  .body()
                  .compose(
                      body ->
                          gone
                              ? Future.succeededFuture()
                              : Future.failedFuture("the edge answers " + status));
            })
        .onSuccess(done -> purged.increment())
        .onFailure(failure -> failed.increment());
  }
}
