package dev.tenk.bench.scenario;

import dev.tenk.bench.Options;

/**
 * How much data there is.
 *
 * @param accounts in the database
 * @param media of them
 * @param actors accounts that sign in
 */
record Scale(int accounts, int media, int actors) {

  private static final int ACCOUNTS = 1_000_000;
  private static final int MEDIA = 5_000_000;
  private static final int ACTORS = 200;

  /** From the options {@code --accounts}, {@code --media} and {@code --actors}. */
  static Scale of(Options options) {
    return new Scale(
        (int) options.number("accounts", ACCOUNTS),
        (int) options.number("media", MEDIA),
        (int) options.number("actors", ACTORS));
  }

  /** The account of the actor of this number: they are spread over all. */
  int accountOf(int actor) {
    return (int) ((long) actor * accounts / actors);
  }

  /** A medium of an account: the k-th, which there is. */
  int mediumOf(int account, int k) {
    int own = Math.max(1, media / accounts);
    return account + k % own * accounts;
  }
}
