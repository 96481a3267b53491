package dev.tenk.local.origin;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import java.net.ConnectException;
import java.util.UUID;

/**
 * What an ingress adds to a request, and what it answers in place of a service that does not. The
 * client's address is appended to {@code X-Forwarded-For}: whoever reads it counts from the right.
 */
final class Gateway implements ProxyInterceptor {
  static final String REQUEST_ID = "X-Request-Id";

  private static final String FORWARDED_FOR = "X-Forwarded-For";
  private static final String RETRY_AFTER_SECONDS = "1";

  @Override
  public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
    ProxyRequest request = context.request();
    HttpServerRequest proxied = request.proxiedRequest();
    MultiMap headers = request.headers();
    request.setAuthority(proxied.authority()); // the service sees the host that the client spoke to
    String requestId = requestId(headers);
    headers.set(REQUEST_ID, requestId);
    headers.set(FORWARDED_FOR, forwardedFor(headers, proxied.remoteAddress().hostAddress()));
    headers.set("X-Forwarded-Proto", "http");
    headers.set("X-Forwarded-Host", String.valueOf(proxied.getHeader(HttpHeaders.HOST)));
    headers.remove("Forwarded");
    headers.remove(HttpHeaders.EXPECT); // answered here already
    return context
        .sendRequest()
        .recover(failure -> Future.succeededFuture(answer(request, failure, requestId)));
  }

  private static ProxyResponse answer(ProxyRequest request, Throwable failure, String requestId) {
    OriginProblem problem =
        failure instanceof ConnectException || failure instanceof ConnectionPoolTooBusyException
            ? OriginProblem.unavailable(requestId)
            : OriginProblem.badGateway(requestId);
    request.release();
    ProxyResponse response = request.response();
    response.headers().clear();
    response
        .setStatusCode(problem.status())
        .setStatusMessage(HttpResponseStatus.valueOf(problem.status()).reasonPhrase())
        .putHeader(HttpHeaders.CONTENT_TYPE, OriginProblem.CONTENT_TYPE)
        .putHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
        .putHeader(REQUEST_ID, requestId);
    return request.getMethod().equals(HttpMethod.HEAD)
        ? response
        : response.setBody(Body.body(problem.body()));
  }

  private static String requestId(MultiMap headers) {
    String given = headers.get(REQUEST_ID);
    return given != null && given.matches("[A-Za-z0-9._-]{8,64}")
        ? given
        : UUID.randomUUID().toString();
  }

  private static String forwardedFor(MultiMap headers, String client) {
    String before = String.join(", ", headers.getAll(FORWARDED_FOR));
    return before.isEmpty() ? client : before + ", " + client;
  }
}
