package dev.tenk.bench.scenario;

import dev.tenk.bench.load.Call;
import dev.tenk.bench.load.Workload;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Reads, and beside them writes (one call in fifty), two sign-ins a second from many addresses, and
 * an upload of two megapixels every two seconds.
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
  private final Writes writes;
  private final double signIns;
  private final double uploads;

  /** At this rate of all calls together. */
  Mix(LoadedSuite suite, UniformRandomProvider random, double perSecond) {
    this.suite = suite;
    this.random = random;
    this.reads = new Reads(suite, random);
    this.writes = new Writes(suite, random);
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
      return writes.next();
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
}
