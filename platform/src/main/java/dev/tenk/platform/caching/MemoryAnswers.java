package dev.tenk.platform.caching;

import dev.tenk.platform.cache.Entry;
import dev.tenk.platform.cache.TieredCache;
import dev.tenk.platform.http.cache.RepresentationAnswer;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers strangers' plain reads of what is in memory, before a request is authenticated and a
 * resource is found for it: half of the CPU that the way through the resource takes.
 *
 * <p>Whatever is out of the ordinary (a token, a condition that fails, another method or origin, a
 * miss) goes on to the resource, which has the same answer. Never blocks, and is not refused under
 * load, since a refusal would cost as much.
 */
@Singleton
@IfBuildProperty(name = "tenk.cache.enabled", stringValue = "true")
public final class MemoryAnswers {

  private static final int AFTER_REQUEST_ID = 9_900;

  private final List<Read<?, ?>> reads = new CopyOnWriteArrayList<>();

  /**
   * From now on answers this read.
   *
   * @param prefix of the request's target, before the key: path, and query where the key is in it
   * @param template of the path, as metrics name it
   * @param show what a stranger sees of the value, or null where the resource must decide
   */
  public <K, T> void answer(
      String prefix,
      String template,
      TieredCache<K, Rendered<T>> cache,
      Function<Rendered<T>, @Nullable Shown> show) {
    reads.add(new Read<>(prefix, template, cache, show));
  }

  void register(@Observes Filters filters) {
    filters.register(this::handle, AFTER_REQUEST_ID);
  }

  private void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (request.method() != HttpMethod.GET
        || !PlainReads.isPlain(request.headers())
        || !isForJson(request)
        || !answered(request)) {
      context.next();
    }
  }

  private boolean answered(HttpServerRequest request) {
    String target = request.uri();
    for (Read<?, ?> read : reads) {
      if (target.startsWith(read.prefix())) {
        RepresentationAnswer answer =
            read.find(target.substring(read.prefix().length()), request.headers());
        if (answer != null) {
          PlainReads.name(request, read.template());
          return answer.send(request.response());
        }
      }
    }
    return false;
  }

  /** Or for whatever there is. */
  private static boolean isForJson(HttpServerRequest request) {
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    return accept == null
        || accept.equals(MediaType.WILDCARD)
        || accept.equals(MediaType.APPLICATION_JSON);
  }

  private record Read<K, T>(
      String prefix,
      String template,
      TieredCache<K, Rendered<T>> cache,
      Function<Rendered<T>, @Nullable Shown> show) {

    @Nullable RepresentationAnswer find(String text, MultiMap headers) {
      K key = cache.key(text).orElse(null);
      Entry<Rendered<T>> entry = key == null ? null : cache.peek(key);
      Rendered<T> rendered = entry == null ? null : entry.value();
      Shown shown = rendered == null ? null : show.apply(rendered);
      return key == null || shown == null
          ? null
          : KeptAnswers.answer(
              headers,
              shown.representation(),
              shown.freshness(),
              KeptAnswers.surrogateKey(cache, key));
    }
  }
}
