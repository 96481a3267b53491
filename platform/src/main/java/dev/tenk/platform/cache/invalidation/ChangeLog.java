package dev.tenk.platform.cache.invalidation;

import dev.tenk.platform.cache.shared.Change;

/**
 * Keeps changes with the transaction that makes them, and has them carried out by {@link
 * dev.tenk.platform.cache.Caches#replay} afterwards, at least once, whatever happens to the
 * process.
 */
public interface ChangeLog {

  /**
   * Adds a change to the current transaction. Blocking.
   *
   * @param bucket of the account that it belongs to
   */
  void add(short bucket, Change change);
}
