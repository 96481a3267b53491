package dev.tenk.bench.scenario;

import dev.tenk.bench.Options;
import dev.tenk.embedded.process.EngineMemory;
import dev.tenk.local.service.Flavour;

/**
 * What the parts of a suite may have, in MiB.
 *
 * @param heap of each service that answers
 * @param redis over which Redis evicts
 */
record SuiteMemory(int heap, int redis) {

  /** What services have by default, and as much as Redis has on a small node. */
  static final SuiteMemory USUAL = new SuiteMemory(Flavour.HEAP, 1024);

  private static final int POSTGRES = 2048;

  static SuiteMemory of(Options options) {
    return new SuiteMemory(
        (int) options.number("heap", USUAL.heap), (int) options.number("redis", USUAL.redis));
  }

  EngineMemory engines() {
    return new EngineMemory(POSTGRES, redis);
  }
}
