package dev.tenk.user;

import static io.restassured.RestAssured.given;

import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.id.ShardedIds;
import io.vertx.core.json.JsonObject;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.InstantSource;

/**
 * Media as media-service would know them.
 *
 * @param stub where it stands
 */
public record Pictures(InetSocketAddress stub) {

  private static final ShardedIds IDS = new ShardedIds(InstantSource.system(), new SecureRandom());

  /** A public picture that is ready. */
  public ShardedId of(Person person) {
    return of(person, new JsonObject());
  }

  /** The same but for what is said. */
  public ShardedId of(Person person, JsonObject but) {
    ShardedId owner = ShardedId.parse(person.id()).orElseThrow();
    ShardedId medium = IDS.newOwnedBy(owner);
    JsonObject json =
        new JsonObject()
            .put("id", medium.toString())
            .put("owner", owner.toString())
            .put("status", "ready")
            .put("visibility", "public")
            .mergeIn(but);
    given()
        .body(json.toString())
        .put("http://127.0.0.1:" + stub.getPort() + "/v1/media/" + medium)
        .then()
        .statusCode(204);
    return medium;
  }

  /** An id that nothing has, of the person's bucket. */
  public ShardedId none(Person person) {
    return IDS.newOwnedBy(ShardedId.parse(person.id()).orElseThrow());
  }
}
