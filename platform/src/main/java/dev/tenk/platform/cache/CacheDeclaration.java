package dev.tenk.platform.cache;

import dev.tenk.platform.cache.codec.CacheCodec;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a cache holds, and where that comes from.
 *
 * @param name in configuration, metrics and Redis: letters, digits and hyphens
 * @param keys keys as text
 * @param codec values as bytes
 * @param weigh bytes that a value occupies in memory, roughly
 * @param load the value of a key, or nothing; blocking, outside any request
 * @param loadAll the values of many keys by one query, or null to load one by one; as {@code load}
 * @param mostAtOnce keys of one query
 */
public record CacheDeclaration<K, V>(
    String name,
    CacheKeys<K> keys,
    CacheCodec<V> codec,
    ToIntFunction<V> weigh,
    Function<K, Optional<V>> load,
    @Nullable Function<Collection<K>, Map<K, V>> loadAll,
    int mostAtOnce) {

  /** One that loads its values one by one. */
  public static <K, V> CacheDeclaration<K, V> of(
      String name,
      CacheKeys<K> keys,
      CacheCodec<V> codec,
      ToIntFunction<V> weigh,
      Function<K, Optional<V>> load) {
    return new CacheDeclaration<>(name, keys, codec, weigh, load, null, 1);
  }

  /** The same, with a query for so many at once. */
  public CacheDeclaration<K, V> withLoadAll(
      int mostAtOnce, Function<Collection<K>, Map<K, V>> query) {
    return new CacheDeclaration<>(name, keys, codec, weigh, load, query, mostAtOnce);
  }

  /** The name of a key in Redis. */
  String nameOf(K key) {
    return name + ":" + keys.write().apply(key);
  }

  Map<K, V> loadEach(Collection<K> wanted) {
    Map<K, V> found = new LinkedHashMap<>();
    if (loadAll == null) {
      wanted.forEach(key -> load.apply(key).ifPresent(value -> found.put(key, value)));
      return found;
    }
    List<K> rest = List.copyOf(wanted);
    while (!rest.isEmpty()) {
      int many = Math.min(rest.size(), mostAtOnce);
      found.putAll(loadAll.apply(rest.subList(0, many)));
      rest = rest.subList(many, rest.size());
    }
    return found;
  }
}
