package dev.tenk.platform.database.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenk.platform.http.ProblemException;
import dev.tenk.platform.token.CurrentCaller;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * Answers a request whose key is known as the first one was answered.
 *
 * <p>The key is claimed before the method runs, and the answer kept after it. A process that dies
 * in between leaves a claim that runs out: the request is then done again, as if it had no key. An
 * answer that is an error is not kept: nothing was made, and the same request may try again.
 */
@Idempotent
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
public class IdempotencyInterceptor {

  private static final Logger LOG = Logger.getLogger(IdempotencyInterceptor.class);

  /** A string of structured fields (RFC 9651), or the bare word that many clients send. */
  private static final Pattern KEY =
      Pattern.compile("\"([\\x20-\\x7e&&[^\"\\\\]]{1,255})\"|([\\x21-\\x7e&&[^\"\\\\,;]]{1,255})");

  private final IdempotencyKeys keys;
  private final IdempotencyConfig config;
  private final CurrentVertxRequest request;
  private final CurrentCaller caller;
  private final ObjectMapper json;

  IdempotencyInterceptor(
      IdempotencyKeys keys,
      IdempotencyConfig config,
      CurrentVertxRequest request,
      CurrentCaller caller,
      ObjectMapper json) {
    this.keys = keys;
    this.config = config;
    this.request = request;
    this.caller = caller;
    this.json = json;
  }

  @AroundInvoke
  Object answer(InvocationContext call) throws Exception {
    HttpServerRequest http = request.getCurrent().request();
    String header = http.getHeader("Idempotency-Key");
    if (header == null) {
      return call.proceed();
    }
    var owner = new KeyOwner(caller.account(), parse(header));
    UUID claim = UUID.randomUUID();
    if (keys.claim(owner, claim)) {
      return first(call, owner, claim, fingerprint(http, owner, claim));
    }
    Optional<KeptAnswer> kept = keys.find(owner);
    if (kept.isEmpty()) {
      throw ProblemException.of(
          409, "idempotency-key-in-flight", "A request with this key is being worked on.");
    }
    return again(call, kept.get(), fingerprint(http, owner, claim));
  }

  private Object first(
      InvocationContext call, KeyOwner owner, UUID claim, RequestFingerprint fingerprint)
      throws Exception {
    RestResponse<?> answer;
    String print;
    try {
      call.setParameters(fingerprint.read(call.getParameters()));
      answer = (RestResponse<?>) call.proceed();
      print = fingerprint.end();
    } catch (Exception e) {
      forget(owner, claim);
      throw e;
    }
    try {
      keys.keep(owner, claim, kept(answer, print));
    } catch (IllegalStateException e) {
      // what was asked for is done, which is more than to answer the next one alike
      LOG.warnf("an answer cannot be kept for its key: %s", e.getMessage());
    }
    return answer;
  }

  private RestResponse<?> again(
      InvocationContext call, KeptAnswer kept, RequestFingerprint fingerprint) throws IOException {
    fingerprint.read(call.getParameters());
    if (!fingerprint.end().equals(kept.fingerprint())) {
      throw ProblemException.of(
          422, "idempotency-key-reused", "Another request was sent with this key before.");
    }
    var builder =
        RestResponse.ResponseBuilder.create(
            RestResponse.Status.fromStatusCode(kept.status()), entity(call, kept.body()));
    if (kept.location() != null) {
      builder.location(URI.create(kept.location()));
    }
    return builder.build();
  }

  private RequestFingerprint fingerprint(HttpServerRequest http, KeyOwner owner, UUID claim) {
    long every = config.claim().toNanos() / 3;
    long[] renewed = {System.nanoTime()};
    return new RequestFingerprint(
        http.method() + " " + http.path(),
        json,
        () -> {
          if (System.nanoTime() - renewed[0] > every) {
            renewed[0] = System.nanoTime();
            keys.renew(owner, claim);
          }
        });
  }

  private void forget(KeyOwner owner, UUID claim) {
    try {
      keys.forget(owner, claim);
    } catch (IllegalStateException e) {
      LOG.warnf("a key stays claimed until its claim runs out: %s", e.getMessage());
    }
  }

  private KeptAnswer kept(RestResponse<?> answer, String fingerprint)
      throws JsonProcessingException {
    URI location = answer.getLocation();
    Object entity = answer.getEntity();
    return new KeptAnswer(
        fingerprint,
        answer.getStatus(),
        location == null ? null : location.toString(),
        entity == null ? null : json.writeValueAsString(entity));
  }

  private @Nullable Object entity(InvocationContext call, @Nullable String body)
      throws JsonProcessingException {
    if (body == null) {
      return null;
    }
    var answers = (ParameterizedType) call.getMethod().getGenericReturnType();
    JavaType type = json.constructType(answers.getActualTypeArguments()[0]);
    return json.readValue(body, type);
  }

  private static String parse(String header) {
    Matcher key = KEY.matcher(header.strip());
    if (!key.matches()) {
      throw ProblemException.badRequest(
          "malformed-idempotency-key",
          "Idempotency-Key must be a string of 1 to 255 printable characters.");
    }
    String quoted = key.group(1);
    return quoted == null ? key.group(2) : quoted;
  }
}
