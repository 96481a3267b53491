package dev.tenk.bench.load;

/** What is sent next. Called by one thread. */
@FunctionalInterface
public interface Workload {

  /** The next call. */
  Call next();
}
