package dev.tenk.bench.scenario;

import dev.tenk.bench.load.Call;
import dev.tenk.bench.load.LoadGenerator;
import dev.tenk.bench.load.Workload;

/**
 * The most popular of the data, asked for once each, the most popular first, since a full cache
 * keeps what it has: what caches hold of it after hours of load, in minutes.
 */
final class Popular implements Workload {

  private static final int CALLERS = 32;
  private static final int PART = 100_000;
  private static final int ACCOUNTS_OF_A_LIST = 10;

  private final LoadedSuite suite;
  private final int accounts;
  private final int media;
  private final int lists;
  private int asked;

  /**
   * Of each of accounts and media so many, or all that there are, and the first page of a tenth as
   * many accounts.
   */
  Popular(LoadedSuite suite, int most) {
    this.suite = suite;
    this.accounts = Math.min(most, suite.scale().accounts());
    this.media = Math.min(most, suite.scale().media());
    this.lists = accounts / ACCOUNTS_OF_A_LIST;
  }

  /** Asks for all of it, and says how far it is. */
  void askFor(LoadGenerator generator) throws Exception {
    int all = accounts + lists + media;
    while (asked < all) {
      generator.all(this, CALLERS, Math.min(PART, all - asked));
      System.out.println("asked for %,d of %,d popular ones".formatted(asked, all));
    }
  }

  @Override
  public Call next() {
    int number = asked++;
    if (number < accounts) {
      return Reads.profile(suite.userPort(), number);
    }
    if (number < accounts + lists) {
      return Reads.list(suite.mediaPort(), number - accounts);
    }
    return Reads.medium(suite.mediaPort(), number - accounts - lists, suite.scale().accounts());
  }
}
