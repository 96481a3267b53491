package dev.tenk.bench.data;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.RejectionInversionZipfSampler;
import org.apache.commons.rng.sampling.distribution.SharedStateDiscreteSampler;

/**
 * Which of so many things is asked for: by Zipf's law with exponent 1, the first the most. Not
 * thread-safe.
 */
public final class Popularity {

  private static final double EXPONENT = 1;

  private final SharedStateDiscreteSampler ranks;

  /** Popularity of numbers from 0, up to this exclusively. */
  public Popularity(UniformRandomProvider random, int things) {
    ranks = RejectionInversionZipfSampler.of(random, things, EXPONENT);
  }

  /** The number of the next that is asked for. */
  public int next() {
    return ranks.sample() - 1;
  }
}
