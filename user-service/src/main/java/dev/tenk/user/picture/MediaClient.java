package dev.tenk.user.picture;

import dev.tenk.platform.id.ShardedId;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Asks media-service for metadata as the current request's caller, by that caller's own token: it
 * shows nothing that the caller may not see.
 */
@Singleton
final class MediaClient {

  private static final Logger LOG = Logger.getLogger(MediaClient.class);
  private static final int MAX_BYTES = 64 * 1024;

  private final HttpClient http;
  private final PictureConfig config;
  private final CurrentVertxRequest current;
  private final Semaphore questions;

  MediaClient(Vertx vertx, PictureConfig config, CurrentVertxRequest current) {
    this.config = config;
    this.current = current;
    this.questions = new Semaphore(config.parallelism());
    this.http =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout((int) config.timeout().toMillis())
                .setMaxPoolSize(config.parallelism()));
  }

  /**
   * The medium as its owner sees it; none where the caller sees none. Blocking.
   *
   * @throws MediaUnavailableException where that cannot be known now
   */
  Optional<JsonObject> find(ShardedId medium) throws MediaUnavailableException {
    URI base =
        config
            .mediaUrl()
            .orElseThrow(() -> new MediaUnavailableException("tenk.pictures.media-url is not set"));
    if (!questions.tryAcquire()) {
      throw new MediaUnavailableException("too many questions at once");
    }
    try {
      return ask(base.resolve("/v1/media/" + medium));
    } finally {
      questions.release();
    }
  }

  private Optional<JsonObject> ask(URI address) throws MediaUnavailableException {
    try {
      return http.request(request(address))
          .compose(sent -> sent.send().compose(MediaClient::read))
          .toCompletionStage()
          .toCompletableFuture()
          .get(config.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warnf("media-service cannot be asked: %s", e);
      throw new MediaUnavailableException("no answer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MediaUnavailableException("interrupted");
    }
  }

  private RequestOptions request(URI address) {
    RequestOptions request =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setAbsoluteURI(address.toString())
            .setTimeout(config.timeout().toMillis())
            .putHeader(HttpHeaders.ACCEPT, "application/json");
    String token = current.getCurrent().request().getHeader(HttpHeaders.AUTHORIZATION);
    return token == null ? request : request.putHeader(HttpHeaders.AUTHORIZATION, token);
  }

  private static Future<Optional<JsonObject>> read(HttpClientResponse response) {
    String length = response.getHeader(HttpHeaders.CONTENT_LENGTH);
    boolean tooLong = length == null || Long.parseLong(length) > MAX_BYTES;
    return switch (response.statusCode()) {
      case 200 -> tooLong ? unread(response) : response.body().compose(MediaClient::parse);
      case 404 -> response.body().map(_ -> Optional.empty());
      default -> unread(response);
    };
  }

  private static Future<Optional<JsonObject>> parse(Buffer body) {
    try {
      return Future.succeededFuture(Optional.of(body.toJsonObject()));
    } catch (DecodeException e) {
      return Future.failedFuture(e);
    }
  }

  private static Future<Optional<JsonObject>> unread(HttpClientResponse response) {
    response.exceptionHandler(_ -> {}); // of the reset, which is ours
    response.request().reset();
    return Future.failedFuture(new IOException("status " + response.statusCode()));
  }
}
