package dev.tenk.platform.database.idempotency;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The method of a resource honours {@code Idempotency-Key}: a request with a key that its account
 * has used is answered as the first one was, and does nothing.
 *
 * <p>For methods that block, run without a transaction, need a caller, and answer {@code
 * RestResponse} of a type that Jackson reads and writes. Parameters that are an {@code
 * InputStream}, a {@code FileUpload} or a record are the body; another body with the same key is
 * refused.
 *
 * @see <a
 *     href="https://datatracker.ietf.org/doc/html/draft-ietf-httpapi-idempotency-key-header-07">draft-ietf-httpapi-idempotency-key-header-07</a>
 */
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Idempotent {}
