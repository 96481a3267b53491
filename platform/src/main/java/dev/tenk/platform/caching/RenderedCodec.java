package dev.tenk.platform.caching;

import dev.tenk.platform.cache.codec.CacheCodec;
import dev.tenk.platform.http.cache.Representation;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Keeps the value in Redis, and renders it when it comes into memory: once a process, not once a
 * request.
 *
 * @param values values as bytes
 * @param render values as they are shown
 */
public record RenderedCodec<T>(CacheCodec<T> values, Function<T, Representation> render)
    implements CacheCodec<Rendered<T>> {

  private static final int VALUE_BYTES_IN_MEMORY = 2;

  @Override
  public long shape() {
    return values.shape();
  }

  @Override
  public byte[] encode(Rendered<T> value) {
    return values.encode(value.value());
  }

  @Override
  public Rendered<T> decode(byte[] bytes, int offset) {
    return render(values.decode(bytes, offset));
  }

  /** The value as it is shown. */
  public Rendered<T> render(T value) {
    return new Rendered<>(value, render.apply(value));
  }

  /** The values that there are. */
  public <K> Map<K, Rendered<T>> renderAll(Map<K, Optional<T>> found) {
    Map<K, Rendered<T>> rendered = new HashMap<>();
    found.forEach((key, value) -> value.ifPresent(it -> rendered.put(key, render(it))));
    return rendered;
  }

  /** Bytes that a value occupies in memory, roughly. */
  public int weigh(Rendered<T> value) {
    return value.representation().weight()
        + VALUE_BYTES_IN_MEMORY * value.representation().body().length;
  }
}
