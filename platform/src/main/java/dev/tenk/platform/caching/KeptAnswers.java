package dev.tenk.platform.caching;

import dev.tenk.platform.cache.Entry;
import dev.tenk.platform.cache.ReadNeeds;
import dev.tenk.platform.cache.TieredCache;
import dev.tenk.platform.cache.shared.Change;
import dev.tenk.platform.database.http.HttpCallerContext;
import dev.tenk.platform.http.ProblemException;
import dev.tenk.platform.http.cache.Freshness;
import dev.tenk.platform.http.cache.Representation;
import dev.tenk.platform.http.cache.RepresentationAnswer;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InjectableContext.ContextState;
import io.quarkus.arc.ManagedContext;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * Answers GET and HEAD from a cache, for resource methods that do not block.
 *
 * <p>What is in memory is answered at once on the event loop. Only who wrote lately, or may have,
 * goes to a virtual thread to find out what must be seen; misses load on threads of the cache.
 */
@Singleton
@IfBuildProperty(name = "tenk.cache.enabled", stringValue = "true")
public final class KeptAnswers {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
  private static final String FOUND = KeptAnswers.class.getName();

  private final ReadNeeds needs;
  private final CurrentVertxRequest current;

  /** Without a Vert.x context, whose request scope must stay as it is. */
  private final Executor threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("kept-", 0).factory());

  KeptAnswers(ReadNeeds needs, CurrentVertxRequest current) {
    this.needs = needs;
    this.current = current;
  }

  /**
   * The answer of a key, the same for everyone.
   *
   * @param absent the problem where there is none
   */
  public <K> Uni<RestResponse<byte[]>> get(
      TieredCache<K, Representation> cache,
      K key,
      Freshness freshness,
      Supplier<ProblemException> absent) {
    return get(cache, key, found -> new Shown(found, freshness), absent);
  }

  /**
   * The answer of a key, by who asks.
   *
   * @param show what this caller sees of what everyone shares; never blocks, may throw a problem
   * @param absent the problem where there is none
   */
  public <K, V> Uni<RestResponse<byte[]>> get(
      TieredCache<K, V> cache, K key, Function<V, Shown> show, Supplier<ProblemException> absent) {
    HttpServerRequest request = current.getCurrent().request();
    if (needs.needsNothing()) {
      Entry<V> entry = cache.peek(key);
      if (entry != null) {
        return Uni.createFrom().item(answer(request, cache, key, entry, show, absent));
      }
    }
    return onContextOfCaller(find(cache, key))
        .map(entry -> answer(request, cache, key, entry, show, absent));
  }

  /**
   * The answer of something that is not cached here: the load runs on a virtual thread. The edge
   * keeps none of a key that has changed lately, since a replica may have been asked too early.
   *
   * @param cache what changes it invalidates this key of it
   */
  public <K> Uni<RestResponse<byte[]>> load(
      TieredCache<K, ?> cache, K key, Supplier<Representation> load, Freshness freshness) {
    MultiMap headers = current.getCurrent().request().headers();
    return onContextOfCaller(inRequest(load))
        .map(
            representation ->
                answer(
                        headers,
                        representation,
                        cache.changedLately(key) ? Freshness.PRIVATE : freshness,
                        surrogateKey(cache, key))
                    .toResponse());
  }

  /** Has the resource answer with what was found, or why nothing was, without a second search. */
  static <K, V> void goOnWith(
      RoutingContext routing, TieredCache<K, V> cache, K key, CompletionStage<Entry<V>> found) {
    routing.put(FOUND, new Search<>(cache, key, found));
    routing.next();
  }

  private record Search<K, V>(TieredCache<K, V> cache, K key, CompletionStage<Entry<V>> found) {

    boolean isOf(TieredCache<?, ?> another, Object anotherKey) {
      return cache == another && key.equals(anotherKey);
    }
  }

  private <K, V> CompletionStage<Entry<V>> find(TieredCache<K, V> cache, K key) {
    Search<K, V> search = current.getCurrent().get(FOUND);
    if (search != null && search.isOf(cache, key)) {
      return search.found();
    }
    return needs.needsNothing()
        ? cache.get(key)
        : inRequest(needs::need).thenCompose(need -> cache.get(key, need));
  }

  /** Blocking work of the current request, with its scope, which says who calls. */
  private <T> CompletionStage<T> inRequest(Supplier<T> work) {
    ManagedContext requests = Arc.container().requestContext();
    ContextState request = requests.getState();
    return CompletableFuture.supplyAsync(
        () -> {
          requests.activate(request);
          try {
            return work.get();
          } finally {
            requests.deactivate();
          }
        },
        threads);
  }

  private static <K, V> RestResponse<byte[]> answer(
      HttpServerRequest request,
      TieredCache<K, ?> cache,
      K key,
      Entry<V> entry,
      Function<V, Shown> show,
      Supplier<ProblemException> absent) {
    V value = entry.value();
    if (value == null) {
      throw absent.get();
    }
    Shown shown = show.apply(value);
    return answer(
            request.headers(), shown.representation(), shown.freshness(), surrogateKey(cache, key))
        .toResponse();
  }

  /** The name of a change, so that a purge for it finds the answer in whatever form and place. */
  static <K> String surrogateKey(TieredCache<K, ?> cache, K key) {
    return Change.name(cache.name(), cache.text(key));
  }

  /** The answer of a representation that is at hand. */
  public RestResponse<byte[]> of(Representation representation, Freshness freshness) {
    return answer(current.getCurrent().request().headers(), representation, freshness, null)
        .toResponse();
  }

  /** Who is signed in, or has written, must not find the state of before in a cache of theirs. */
  static RepresentationAnswer answer(
      MultiMap headers,
      Representation representation,
      Freshness forOthers,
      @Nullable String surrogateKey) {
    boolean known =
        headers.contains(HttpHeaders.AUTHORIZATION) || headers.contains(HttpCallerContext.HEADER);
    return known || forOthers == Freshness.PRIVATE
        ? RepresentationAnswer.of(headers, representation, Freshness.PRIVATE, null)
        : RepresentationAnswer.of(headers, representation, forOthers, surrogateKey);
  }

  private static Throwable problem(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause instanceof TimeoutException
        ? ProblemException.unavailable(
            "database-unavailable", "The database does not answer in time.", RETRY_AFTER)
        : cause;
  }

  /** A load is shared; its end must find each request on that request's own Vert.x context. */
  private static <T> Uni<T> onContextOfCaller(CompletionStage<T> shared) {
    Context caller = Vertx.currentContext();
    Uni<T> uni =
        Uni.createFrom().completionStage(shared).onFailure().transform(KeptAnswers::problem);
    return caller == null ? uni : uni.emitOn(task -> caller.runOnContext(onCaller -> task.run()));
  }
}
