package dev.tenk.bench.scenario;

import dev.tenk.bench.data.MadeIds;
import dev.tenk.bench.load.Call;
import dev.tenk.bench.load.Workload;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Reads, and beside them writes (one call in fifty: names of accounts and descriptions of media by
 * turns), two sign-ins a second from many addresses, and an upload of two megapixels every two
 * seconds.
 */
final class Mix implements Workload {

  private static final double WRITES = 0.02;
  private static final double SIGN_INS_PER_SECOND = 2;
  private static final double UPLOADS_PER_SECOND = 0.5;
  private static final String JSON = "application/json";
  private static final int ADDRESSES = 1 << 24;

  private final LoadedSuite suite;
  private final UniformRandomProvider random;
  private final Reads reads;
  private final double signIns;
  private final double uploads;

  /** At this rate of all calls together. */
  Mix(LoadedSuite suite, UniformRandomProvider random, double perSecond) {
    this.suite = suite;
    this.random = random;
    this.reads = new Reads(suite, random);
    this.signIns = SIGN_INS_PER_SECOND / perSecond;
    this.uploads = UPLOADS_PER_SECOND / perSecond;
  }

  @Override
  public Call next() {
    double which = random.nextDouble();
    if (which < signIns) {
      return signIn(random.nextInt(suite.actors().count()));
    }
    if (which < signIns + uploads) {
      return upload(random.nextInt(suite.actors().count()));
    }
    if (which < signIns + uploads + WRITES) {
      int actor = random.nextInt(suite.actors().count());
      return random.nextBoolean() ? rename(actor) : describe(actor);
    }
    return reads.next();
  }

  private Call signIn(int actor) {
    return new Call(
        "sign-in",
        HttpMethod.POST,
        suite.userPort(),
        "/v1/sessions",
        Map.of("Content-Type", JSON, "X-Forwarded-For", Actors.address(random.nextInt(ADDRESSES))),
        Buffer.buffer(suite.actors().credentials(actor)));
  }

  private Call upload(int actor) {
    return new Call(
        "upload",
        HttpMethod.POST,
        suite.mediaPort(),
        "/v1/media",
        Map.of("Content-Type", "image/jpeg", "Authorization", suite.actors().authorization(actor)),
        // by chance, not by the seed: a picture of an earlier run on the same data is known already
        Buffer.buffer(Photo.another(ThreadLocalRandom.current().nextInt())));
  }

  private Call rename(int actor) {
    return patch(
        "change of a profile",
        suite.userPort(),
        "/v1/users/me",
        actor,
        "{\"displayName\":\"Person %d\"}".formatted(random.nextInt()));
  }

  private Call describe(int actor) {
    int account = suite.scale().accountOf(actor);
    int number = suite.scale().mediumOf(account, random.nextInt(suite.scale().media()));
    return patch(
        "change of a medium",
        suite.mediaPort(),
        "/v1/media/" + MadeIds.medium(number, account),
        actor,
        "{\"alt\":\"Picture %d\"}".formatted(random.nextInt()));
  }

  private Call patch(String kind, int port, String path, int actor, String body) {
    return new Call(
        kind,
        HttpMethod.PATCH,
        port,
        path,
        Map.of("Content-Type", JSON, "Authorization", suite.actors().authorization(actor)),
        Buffer.buffer(body));
  }
}
