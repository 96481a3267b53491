package dev.tenk.platform.caching;

import dev.tenk.platform.cache.Entry;
import dev.tenk.platform.cache.TieredCache;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers strangers' plain reads of what is cached before a request is authenticated and a resource
 * is found for it: half of the CPU that the way through the resource takes.
 *
 * <p>What is in memory is answered at once, and not refused under load, since a refusal would cost
 * as much; what is not, after the limit of what is in hand, when Redis or the loader has it.
 * Whatever is out of the ordinary (a token, a condition that fails, another method or origin,
 * nothing there, a failure) goes on to the resource, which has the same answer. Never blocks.
 */
@Singleton
@IfBuildProperty(name = "tenk.cache.enabled", stringValue = "true")
public final class StrangersReads {

  private static final int AFTER_REQUEST_ID = 9_900;
  private static final int AFTER_LOAD_LIMIT = 9_000;
  private static final String MISSED = StrangersReads.class.getName();

  private final List<Read<?, ?>> reads = new CopyOnWriteArrayList<>();

  /**
   * From now on answers this read.
   *
   * @param prefix of the request's target, before the key: path, and query where the key is in it
   * @param template of the path, as metrics name it
   * @param show what a stranger sees of the value, or null where the resource must decide
   */
  public <K, V> void answer(
      String prefix, String template, TieredCache<K, V> cache, Function<V, @Nullable Shown> show) {
    reads.add(new Read<>(prefix, template, cache, show));
  }

  void register(@Observes Filters filters) {
    filters.register(this::fromMemory, AFTER_REQUEST_ID);
    filters.register(StrangersReads::fromBelow, AFTER_LOAD_LIMIT);
  }

  private void fromMemory(RoutingContext routing) {
    Asked<?, ?> asked = asked(routing.request());
    if (asked == null) {
      routing.next();
      return;
    }
    switch (asked.fromMemory(routing.request())) {
      case ANSWERED -> {}
      case LEFT_TO_RESOURCE -> routing.next();
      case MISSED -> {
        routing.put(MISSED, asked);
        routing.next();
      }
    }
  }

  private @Nullable Asked<?, ?> asked(HttpServerRequest request) {
    if (request.method() != HttpMethod.GET
        || !PlainReads.isPlain(request.headers())
        || !isForJson(request)) {
      return null;
    }
    String target = request.uri();
    for (Read<?, ?> read : reads) {
      Asked<?, ?> asked = target.startsWith(read.prefix()) ? read.of(target) : null;
      if (asked != null) {
        return asked;
      }
    }
    return null;
  }

  private static void fromBelow(RoutingContext routing) {
    Asked<?, ?> asked = routing.get(MISSED);
    Context loop = Vertx.currentContext();
    if (asked == null || loop == null) {
      routing.next();
    } else {
      asked.fromBelow(routing, loop);
    }
  }

  /** Or for whatever there is. */
  private static boolean isForJson(HttpServerRequest request) {
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    return accept == null
        || accept.equals(MediaType.WILDCARD)
        || accept.equals(MediaType.APPLICATION_JSON);
  }

  private enum Outcome {
    ANSWERED,
    LEFT_TO_RESOURCE,
    MISSED
  }

  private record Read<K, V>(
      String prefix, String template, TieredCache<K, V> cache, Function<V, @Nullable Shown> show) {

    @Nullable Asked<K, V> of(String target) {
      return cache
          .key(target.substring(prefix.length()))
          .map(key -> new Asked<>(this, key))
          .orElse(null);
    }
  }

  private record Asked<K, V>(Read<K, V> read, K key) {

    Outcome fromMemory(HttpServerRequest request) {
      Entry<V> entry = read.cache().peek(key);
      if (entry == null) {
        return Outcome.MISSED;
      }
      return answered(request, entry) ? Outcome.ANSWERED : Outcome.LEFT_TO_RESOURCE;
    }

    void fromBelow(RoutingContext routing, Context loop) {
      CompletionStage<Entry<V>> found = read.cache().get(key);
      found.whenComplete(
          (entry, failure) -> loop.runOnContext(_ -> answerOrGoOn(routing, found, entry)));
    }

    private void answerOrGoOn(
        RoutingContext routing, CompletionStage<Entry<V>> found, @Nullable Entry<V> entry) {
      HttpServerRequest request = routing.request();
      if (!request.response().closed() && (entry == null || !answered(request, entry))) {
        KeptAnswers.goOnWith(routing, read.cache(), key, found);
      }
    }

    private boolean answered(HttpServerRequest request, Entry<V> entry) {
      V value = entry.value();
      Shown shown = value == null ? null : read.show().apply(value);
      if (shown == null) {
        return false;
      }
      PlainReads.name(request, read.template());
      return KeptAnswers.answer(
              request.headers(),
              shown.representation(),
              shown.freshness(),
              KeptAnswers.surrogateKey(read.cache(), key))
          .send(request.response());
    }
  }
}
