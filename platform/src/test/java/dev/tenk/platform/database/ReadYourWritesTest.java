package dev.tenk.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.embedded.test.Cluster;
import dev.tenk.platform.database.consistency.CallerPosition;
import dev.tenk.platform.database.consistency.Callers;
import dev.tenk.platform.database.consistency.ConsistencyTokens;
import dev.tenk.platform.database.http.HttpCallerContext;
import dev.tenk.platform.database.replica.Replicas;
import dev.tenk.platform.database.wal.WalPosition;
import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.id.ShardedIds;
import io.quarkus.arc.Arc;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ReadYourWritesTest extends DatabaseTest {

  @Inject Callers callers;
  @Inject ConsistencyTokens tokens;
  @Inject Replicas replicas;
  @Inject ShardedIds ids;

  @TestHTTPResource("/notes")
  URI url;

  @Test
  void aThreadSeesItsWriteAndOthersMayLag() {
    // given
    replay(false);
    double behind = toPrimary("behind");

    // when
    Seen seen = elsewhere(() -> writeAndRead("own"));

    // then
    assertThat(seen.read()).isEqualTo(new Notes.Found("own", Cluster.PRIMARY.port()));
    assertThat(toPrimary("behind")).isEqualTo(behind + 1);
    Notes.Found other = elsewhere(() -> notes.read(seen.id()));
    assertThat(other.text()).isNull();
    assertThat(other.port()).isIn(replicasPorts());
  }

  @Test
  void aStrangerFindsWhatReplicasDoNotHaveYet() {
    UUID before = notes.write("before");
    replay(false);
    UUID id = notes.write("told");

    assertThat(elsewhere(() -> notes.read(id)).text()).isNull();
    assertThat(elsewhere(() -> notes.find(id)))
        .contains(new Notes.Found("told", Cluster.PRIMARY.port()));
    assertThat(elsewhere(() -> notes.find(UUID.randomUUID()))).isEmpty();
    assertThat(elsewhere(() -> notes.find(before)).orElseThrow().port()).isIn(replicasPorts());
  }

  @Test
  void aJobSeesItsWrite() {
    replay(false);

    Seen seen =
        elsewhere(
            () -> {
              // as the scheduler does it: a request context without a request
              var request = Arc.container().requestContext();
              request.activate();
              try {
                return writeAndRead("job");
              } finally {
                request.terminate();
              }
            });

    assertThat(seen.read()).isEqualTo(new Notes.Found("job", Cluster.PRIMARY.port()));
  }

  private record Seen(UUID id, Notes.Found read) {}

  private Seen writeAndRead(String text) {
    UUID id = notes.write(text);
    return new Seen(id, notes.read(id));
  }

  @Test
  void replicasServeTheWriterAgainOnceTheyHaveReplayed() {
    HttpResponse<String> written = post("", "again", null);
    String token = token(written);

    soon()
        .until(
            () -> {
              String[] found = get(written.body(), token, null).split(" ");
              return found[0].equals("again")
                  && replicasPorts().contains(Integer.valueOf(found[1]));
            });
  }

  @Test
  void aTokenShowsTheWriteWhoeverBringsIt() {
    replay(false);
    HttpResponse<String> written = post("", "mine", null);

    assertThat(get(written.body(), token(written), null))
        .isEqualTo("mine " + Cluster.PRIMARY.port());
    assertThat(get(written.body(), "another, " + token(written), null))
        .isEqualTo("mine " + Cluster.PRIMARY.port());
    assertThat(get(written.body(), null, null)).startsWith("null ");
  }

  @Test
  void aRequestSeesWhatItWroteItself() {
    replay(false);

    assertThat(post("/both", "at once", null).body())
        .isEqualTo("at once " + Cluster.PRIMARY.port());
  }

  @Test
  void aForgedTokenDoesNotPushReadsToThePrimary() {
    replay(false);
    HttpResponse<String> written = post("", "guarded", null);
    String token = token(written);
    String forged = (token.charAt(30) == 'A' ? "B" : "A");
    forged = token.substring(0, 30) + forged + token.substring(31);

    assertThat(get(written.body(), forged, null)).startsWith("null ");
    assertThat(get(written.body(), "x".repeat(3000), null)).startsWith("null ");
  }

  @Test
  void anotherSystemOrTimelineIsReadFromThePrimary() {
    WalPosition here = replicas.primary().latest().orElseThrow();
    UUID id = notes.write("everywhere");
    double behind = toPrimary("behind");
    String timeline = tokens.issue(new WalPosition(here.system(), here.timeline() + 1, 8));
    String system = tokens.issue(new WalPosition(here.system() + 1, here.timeline(), 8));

    assertThat(get(id.toString(), timeline, null)).endsWith(" " + Cluster.PRIMARY.port());
    assertThat(get(id.toString(), system, null)).endsWith(" " + Cluster.PRIMARY.port());
    assertThat(toPrimary("behind")).isEqualTo(behind + 2);
  }

  @Test
  void whatIsRolledBackGivesNoToken() {
    HttpResponse<String> failed = post("?fail=true", "never", null);

    assertThat(failed.statusCode()).isEqualTo(500);
    assertThat(failed.headers().firstValue(HttpCallerContext.HEADER)).isEmpty();
    assertThat(get(UUID.randomUUID().toString(), null, null)).startsWith("null ");
  }

  @Test
  void aSignedInCallerSeesTheWriteWithoutAToken() {
    // given
    ShardedId writer = ids.newOwner();
    ShardedId other = ids.newOwner();
    trustRedis();
    replay(false);

    // when
    String id = post("", "known", writer).body();

    // then
    assertThat(get(id, null, writer)).isEqualTo("known " + Cluster.PRIMARY.port());
    assertThat(get(id, null, other)).startsWith("null ");
    assertThat(get(id, null, null)).startsWith("null ");
    assertThat(known(writer).atLeast()).isNotNull();
    assertThat(known(other).atLeast()).isNull();
    assertThat(known(other).isOnPrimaryOnly()).isFalse();
  }

  @Test
  void whileRedisIsAwayOrNewSignedInCallersReadFromThePrimary() {
    // given
    ShardedId reader = ids.newOwner();
    trustRedis();
    String id = post("", "kept", null).body();
    double unknown = toPrimary("unknown-position");

    // when
    Cluster.REDIS.kill();

    // then
    assertThat(get(id, null, reader)).isEqualTo("kept " + Cluster.PRIMARY.port());
    assertThat(toPrimary("unknown-position")).isEqualTo(unknown + 1);
    assertThat(known(reader).isOnPrimaryOnly()).isTrue();

    // and when it is back, having forgotten
    Cluster.REDIS.start();
    assertThat(get(id, null, reader)).isEqualTo("kept " + Cluster.PRIMARY.port());
    assertThat(toPrimary("unknown-position")).isEqualTo(unknown + 2);

    // then replicas serve again after the lifetime
    trustRedis();
  }

  private CallerPosition known(ShardedId caller) {
    return callers.of(caller.toString()).toCompletableFuture().join();
  }

  private void trustRedis() {
    ShardedId anyone = ids.newOwner();
    soon()
        .until(
            () ->
                replicasPorts()
                    .contains(
                        Integer.valueOf(
                            get(UUID.randomUUID().toString(), null, anyone).split(" ")[1])));
  }

  private static String token(HttpResponse<String> answer) {
    return answer.headers().firstValue(HttpCallerContext.HEADER).orElseThrow();
  }

  private HttpResponse<String> post(String path, String text, @Nullable ShardedId caller) {
    return new NotesClient(url).post(path, text, caller);
  }

  private String get(String id, @Nullable String token, @Nullable ShardedId caller) {
    HttpResponse<String> answer = new NotesClient(url).get(id, token, caller);
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }
}
