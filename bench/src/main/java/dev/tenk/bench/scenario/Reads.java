package dev.tenk.bench.scenario;

import dev.tenk.bench.data.MadeIds;
import dev.tenk.bench.data.Popularity;
import dev.tenk.bench.load.Call;
import dev.tenk.bench.load.Workload;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Public profiles and metadata of media by popularity, lists of an owner's newest in one of twenty;
 * one in ten by somebody who is signed in.
 */
final class Reads implements Workload {

  private static final double LISTS = 0.05;
  private static final double SIGNED_IN = 0.1;

  private final LoadedSuite suite;
  private final int userPort;
  private final int mediaPort;
  private final UniformRandomProvider random;
  private final Popularity accounts;
  private final Popularity media;

  Reads(LoadedSuite suite, UniformRandomProvider random) {
    this(suite, suite.userPort(), suite.mediaPort(), random);
  }

  /** The suite's data by servers on other ports. */
  Reads(LoadedSuite suite, int userPort, int mediaPort, UniformRandomProvider random) {
    this.suite = suite;
    this.userPort = userPort;
    this.mediaPort = mediaPort;
    this.random = random;
    this.accounts = new Popularity(random, suite.scale().accounts());
    this.media = new Popularity(random, suite.scale().media());
  }

  @Override
  public Call next() {
    Call call = read();
    return random.nextDouble() < SIGNED_IN
        ? call.with(
            "Authorization", suite.actors().authorization(random.nextInt(suite.actors().count())))
        : call;
  }

  private Call read() {
    double which = random.nextDouble();
    if (which < LISTS) {
      return list(mediaPort, accounts.next());
    }
    if (which < (1 + LISTS) / 2) {
      return medium(mediaPort, media.next(), suite.scale().accounts());
    }
    return profile(userPort, accounts.next());
  }

  /** The newest of an account's. */
  static Call list(int port, int account) {
    return Call.get("list of media", port, "/v1/media?owner=" + MadeIds.account(account));
  }

  /** One of the media of so many accounts. */
  static Call medium(int port, int number, int accounts) {
    return Call.get("medium", port, "/v1/media/" + MadeIds.medium(number, number % accounts));
  }

  /** One account's. */
  static Call profile(int port, int account) {
    return Call.get("profile", port, "/v1/users/" + MadeIds.account(account));
  }
}
