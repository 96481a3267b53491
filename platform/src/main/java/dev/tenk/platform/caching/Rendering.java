package dev.tenk.platform.caching;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** From what a query has found to what is cached of it. */
public final class Rendering {

  private Rendering() {}

  /** The keys that have a value, each with what is made of it. */
  public static <K, T, V> Map<K, V> all(Map<K, Optional<T>> found, Function<T, V> render) {
    Map<K, V> rendered = new HashMap<>();
    found.forEach((key, value) -> value.ifPresent(it -> rendered.put(key, render.apply(it))));
    return rendered;
  }
}
