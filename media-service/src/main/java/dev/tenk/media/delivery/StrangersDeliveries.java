package dev.tenk.media.delivery;

import dev.tenk.media.medium.CachedMedium;
import dev.tenk.media.medium.MediumCaches;
import dev.tenk.media.medium.StoredVariant;
import dev.tenk.platform.blob.Blob;
import dev.tenk.platform.blob.BlobKey;
import dev.tenk.platform.blob.BlobStore;
import dev.tenk.platform.cache.Entry;
import dev.tenk.platform.caching.PlainReads;
import dev.tenk.platform.caching.Rendered;
import dev.tenk.platform.http.cache.Freshness;
import dev.tenk.platform.http.cache.RepresentationAnswer;
import dev.tenk.platform.id.ShardedId;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends strangers the files that metadata name, before a request is authenticated and a resource is
 * found for it, which takes longer than sending.
 *
 * <p>For plain reads of the version that there is, of what is public, in memory and a file; all
 * else goes on to {@link DeliveryResource}, which has the same answer. After the limit of what is
 * in hand. What is asked for often is sent out of memory; files are opened on virtual threads:
 * nothing here blocks the event loop.
 */
@Singleton
final class StrangersDeliveries {

  private static final Logger LOG = Logger.getLogger(StrangersDeliveries.class);
  private static final int AFTER_LOAD_LIMIT = 9_000;
  private static final String PREFIX = "/m/";
  private static final Pattern VERSIONED =
      Pattern.compile("/m/([0-9a-f-]{36})/([a-z0-9-]+)\\.([a-z0-9]+)\\.([a-z0-9]+)");

  private static final String PATH = "/m/{id}/{name}.{version}.{format}";
  private static final Freshness FRESHNESS = Freshness.immutable();

  /** By which something else than the whole is wanted. */
  private static final List<String> CONDITIONS =
      List.of(
          "Range",
          HttpHeaders.IF_NONE_MATCH,
          HttpHeaders.IF_MATCH,
          HttpHeaders.IF_MODIFIED_SINCE,
          HttpHeaders.IF_UNMODIFIED_SINCE);

  private final MediumCaches media;
  private final BlobStore blobs;
  private final HotFiles hot;
  private final Executor threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("delivery-", 0).factory());

  StrangersDeliveries(MediumCaches media, BlobStore blobs, HotFiles hot) {
    this.media = media;
    this.blobs = blobs;
    this.hot = hot;
  }

  /** Only where blobs are files: elsewhere this would ask the store a second time. */
  void register(@Observes Filters filters) {
    if (blobs.isOfFiles()) {
      filters.register(this::handle, AFTER_LOAD_LIMIT);
    }
  }

  private void handle(RoutingContext routing) {
    HttpServerRequest request = routing.request();
    String uri = request.uri();
    StoredVariant variant =
        request.method() == HttpMethod.GET && uri.startsWith(PREFIX)
            ? find(uri, request.headers())
            : null;
    Context loop = Vertx.currentContext();
    if (variant == null || loop == null) {
      routing.next();
      return;
    }
    PlainReads.name(request, PATH);
    Buffer bytes = hot.take(variant.blobKey());
    if (bytes != null) {
      int length = bytes.length();
      describe(variant, uri, length, request.response().headers());
      request.response().end(bytes).onComplete(_ -> hot.sent(length));
      return;
    }
    threads.execute(
        () -> {
          if (!sent(variant, uri, request.response())) {
            loop.runOnContext(_ -> routing.next());
          }
        });
  }

  /** What everyone may have under the address, as far as memory knows. Never blocks. */
  @Nullable StoredVariant find(String uri, MultiMap headers) {
    Matcher parts = VERSIONED.matcher(uri);
    if (!PlainReads.isPlainOfStranger(headers)
        || !PlainReads.hasNone(headers, CONDITIONS)
        || !parts.matches()) {
      return null;
    }
    Entry<Rendered<CachedMedium>> entry =
        ShardedId.parse(parts.group(1)).map(media.media()::peek).orElse(null);
    Rendered<CachedMedium> found = entry == null ? null : entry.value();
    return found == null || !found.value().isSeenBy(Optional.empty())
        ? null
        : found
            .value()
            .variant(parts.group(2), parts.group(4))
            .filter(variant -> variant.version().equals(parts.group(3)))
            .orElse(null);
  }

  /** Whether the file is on its way: not where the store has none, or none at all. Blocking. */
  private boolean sent(StoredVariant variant, String uri, HttpServerResponse response) {
    try {
      Blob blob = blobs.find(BlobKey.parse(variant.blobKey())).orElse(null);
      Path file = blob == null ? null : blob.file().orElse(null);
      if (blob == null || file == null || response.closed()) {
        return false;
      }
      hot.asked(variant.blobKey(), file, blob.bytes());
      describe(variant, uri, blob.bytes(), response.headers());
      response
          .sendFile(file.toString(), 0, blob.bytes())
          .onFailure(
              failure -> {
                LOG.debugf("%s was not sent whole: %s", uri, failure);
                response.reset();
              });
      return true;
    } catch (IOException | IllegalStateException e) {
      LOG.debugf("%s is left to the resource: %s", uri, e);
      return false;
    }
  }

  private static void describe(StoredVariant variant, String uri, long bytes, MultiMap headers) {
    headers.set(HttpHeaders.ETAG, '"' + variant.tag() + '"');
    headers.set(HttpHeaders.CONTENT_LENGTH, Long.toString(bytes));
    headers.set(
        RepresentationAnswer.SURROGATE_KEY,
        MediumCaches.keyOfBytes(uri.substring(PREFIX.length())));
    BlobAnswers.describe(variant.contentType(), headers::set);
    FRESHNESS.eachField(headers::set);
  }
}
