package dev.tenk.platform.caching;

import dev.tenk.platform.cache.Entry;
import dev.tenk.platform.cache.ReadNeeds;
import dev.tenk.platform.cache.TieredCache;
import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.token.BearerAuthentication;
import dev.tenk.platform.token.Caller;
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
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Answers plain reads of what is cached, by strangers and by people whose token was verified
 * lately, before a resource is found for them: half of the CPU that the way through the resource
 * takes.
 *
 * <p>What is in memory is answered at once, and not refused under load, since a refusal would cost
 * as much; what is not, or must be newer than a write of the caller's, after the limit of what is
 * in hand, when Redis or the loader has it. Whatever is out of the ordinary (a token that must be
 * verified, a condition that fails, another method or origin, nothing there, a failure) goes on to
 * the resource, which has the same answer. Never blocks.
 */
@Singleton
@IfBuildProperty(name = "tenk.cache.enabled", stringValue = "true")
public final class EarlyReads {

  private static final int AFTER_REQUEST_ID = 9_900;
  private static final int AFTER_LOAD_LIMIT = 9_000;
  private static final String MISSED = EarlyReads.class.getName();

  private final BearerAuthentication bearers;
  private final ReadNeeds needs;
  private final List<Read<?, ?>> reads = new CopyOnWriteArrayList<>();

  EarlyReads(BearerAuthentication bearers, ReadNeeds needs) {
    this.bearers = bearers;
    this.needs = needs;
  }

  /**
   * From now on answers this read.
   *
   * @param prefix of the request's target, before the key: path, and query where the key is in it
   * @param template of the path, as metrics name it
   * @param show what somebody, or a stranger, sees of the value; null where the resource decides
   */
  public <K, V> void answer(
      String prefix,
      String template,
      TieredCache<K, V> cache,
      BiFunction<V, Optional<ShardedId>, @Nullable Shown> show) {
    reads.add(new Read<>(prefix, template, cache, show));
  }

  void register(@Observes Filters filters) {
    filters.register(this::fromMemory, AFTER_REQUEST_ID);
    filters.register(this::fromBelow, AFTER_LOAD_LIMIT);
  }

  private void fromMemory(RoutingContext routing) {
    HttpServerRequest request = routing.request();
    Asked<?, ?> asked = asked(request);
    if (asked == null) {
      routing.next();
      return;
    }
    Outcome outcome =
        asked.isByStranger() || needs.areNone() ? asked.fromMemory(request) : Outcome.MISSED;
    switch (outcome) {
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
      if (target.startsWith(read.prefix())) {
        Asked<?, ?> asked = asked(read, target, request.getHeader(HttpHeaders.AUTHORIZATION));
        if (asked != null) {
          return asked;
        }
      }
    }
    return null;
  }

  private <K, V> @Nullable Asked<K, V> asked(
      Read<K, V> read, String target, @Nullable String authorization) {
    K key = read.key(target).orElse(null);
    if (key == null) {
      return null;
    }
    if (authorization == null) {
      return new Asked<>(read, key, Optional.empty());
    }
    Optional<Caller> caller = bearers.remembered(authorization);
    return caller.isPresent() ? new Asked<>(read, key, caller) : null;
  }

  private void fromBelow(RoutingContext routing) {
    Asked<?, ?> asked = routing.get(MISSED);
    Context loop = Vertx.currentContext();
    if (asked == null || loop == null) {
      routing.next();
    } else {
      asked.fromBelow(routing, loop, needs);
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
      String prefix,
      String template,
      TieredCache<K, V> cache,
      BiFunction<V, Optional<ShardedId>, @Nullable Shown> show) {

    Optional<K> key(String target) {
      return cache.key(target.substring(prefix.length()));
    }
  }

  private record Asked<K, V>(Read<K, V> read, K key, Optional<Caller> caller) {

    boolean isByStranger() {
      return caller.isEmpty();
    }

    Outcome fromMemory(HttpServerRequest request) {
      Entry<V> entry = read.cache().peek(key);
      if (entry == null) {
        return Outcome.MISSED;
      }
      return answered(request, entry) ? Outcome.ANSWERED : Outcome.LEFT_TO_RESOURCE;
    }

    void fromBelow(RoutingContext routing, Context loop, ReadNeeds needs) {
      CompletionStage<Entry<V>> found =
          caller
              .map(known -> needs.need(known.getName()))
              .map(known -> known.thenCompose(need -> read.cache().get(key, need)))
              .orElseGet(() -> read.cache().get(key));
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
      Shown shown = value == null ? null : read.show().apply(value, caller.map(Caller::account));
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
