package dev.tenk.bench.scenario;

import dev.tenk.bench.data.MadeIds;
import dev.tenk.bench.load.Call;
import dev.tenk.bench.load.Workload;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;

/** Changes of the actors' own: names of accounts and descriptions of media, as often. */
final class Writes implements Workload {

  private final LoadedSuite suite;
  private final UniformRandomProvider random;

  Writes(LoadedSuite suite, UniformRandomProvider random) {
    this.suite = suite;
    this.random = random;
  }

  @Override
  public Call next() {
    int actor = random.nextInt(suite.actors().count());
    return random.nextBoolean() ? rename(actor) : describe(actor);
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
        Map.of(
            "Content-Type",
            "application/json",
            "Authorization",
            suite.actors().authorization(actor)),
        Buffer.buffer(body));
  }
}
