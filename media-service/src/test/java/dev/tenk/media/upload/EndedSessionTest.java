package dev.tenk.media.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tenk.embedded.redis.RedisPipe;
import dev.tenk.media.test.MediaServiceTest;
import dev.tenk.media.test.Pictures;
import dev.tenk.platform.id.ShardedId;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What user-service tells of ended sessions, and limits. */
@QuarkusTest
class EndedSessionTest extends MediaServiceTest {

  @Test
  void refusesTheTokensOfAnEndedSession() throws Exception {
    // given
    ShardedId other = ids.newOwner();
    assertThat(upload(owner).statusCode()).isEqualTo(202);

    // when
    long now = System.currentTimeMillis();
    try (RedisPipe redis = new RedisPipe(System.getProperty("media.test.quarkus.redis.hosts"))) {
      redis.call("XADD", "revocations", "*", "r", "account %s %d - %d".formatted(owner, now, now));
    }

    // then
    await().atMost(Duration.ofSeconds(20)).until(() -> upload(owner).statusCode() == 401);
    assertThat(upload(owner).<String>path("type")).isEqualTo("urn:tenk:problem:unauthenticated");
    assertThat(upload(other).statusCode()).isEqualTo(202);
  }

  @Test
  void boundsUploadsByAccount() {
    // given
    Response first = upload(owner);
    assertThat(first.header("RateLimit-Policy")).isEqualTo("\"upload\";q=120;w=60");
    assertThat(first.header("RateLimit")).isEqualTo("\"upload\";r=119;t=1");

    // when: uploads without bytes count too
    Response last = first;
    for (int i = 0; i < 1_000 && last.statusCode() != 429; i++) {
      last = as(owner).contentType("image/jpeg").body(new byte[0]).post("/v1/media");
    }

    // then
    assertThat(last.statusCode()).isEqualTo(429);
    assertThat(last.<String>path("type")).isEqualTo("urn:tenk:problem:too-many-requests");
    assertThat(last.header("Retry-After")).isEqualTo("1");
    assertThat(upload(ids.newOwner()).statusCode()).isEqualTo(202);
  }

  private static Response upload(ShardedId account) {
    return as(account).contentType("image/jpeg").body(Pictures.jpeg(8, 8)).post("/v1/media");
  }
}
