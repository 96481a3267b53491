package dev.tenk.bench.cache;

import java.util.function.Function;

/** One process's cache of profiles. */
interface Contender extends AutoCloseable {

  /** The value of a key; loads where there is none. Blocking. */
  Profile get(String key, Function<String, Profile> load) throws Exception;

  @Override
  void close();
}
