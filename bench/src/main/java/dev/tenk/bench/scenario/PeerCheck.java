package dev.tenk.bench.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenk.bench.data.MadeIds;
import dev.tenk.bench.peer.SameAnswers;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/** That others answer as Tenk, the first of the contenders, before they are asked for speed. */
final class PeerCheck implements AutoCloseable {

  private static final List<Integer> CHECKED = List.of(0, 1, 2, 77, 4_321);
  private static final long NOBODY = 1L << 40;

  private final SameAnswers same = new SameAnswers();
  private final Contender tenk;
  private final Contender other;
  private final String authorization;

  private PeerCheck(Contender tenk, Contender other, String authorization) {
    this.tenk = tenk;
    this.other = other;
    this.authorization = authorization;
  }

  /**
   * Compares some of all kinds of answers.
   *
   * @throws IllegalStateException with two answers that differ
   */
  static void requireSame(LoadedSuite suite, List<Contender> contenders)
      throws IOException, InterruptedException {
    for (Contender other : contenders.subList(1, contenders.size())) {
      try (PeerCheck check =
          new PeerCheck(contenders.getFirst(), other, suite.actors().authorization(0))) {
        check.run(suite.scale());
      }
      System.out.println(other.name() + " gives the answers of Tenk");
    }
  }

  private void run(Scale scale) throws IOException, InterruptedException {
    for (int number : CHECKED) {
      int account = number % scale.accounts();
      String owner = "owner=" + MadeIds.account(account);
      var _ = user("/v1/users/" + MadeIds.account(account));
      var _ = media("/v1/media/" + MadeIds.medium(scale.mediumOf(account, number), account));
      var _ = media("/v1/media?" + owner);
      JsonNode next = media("/v1/media?limit=2&" + owner).path("next");
      if (next.isTextual()) {
        var _ = media("/v1/media?limit=2&" + owner + "&cursor=" + next.asText());
      }
    }
    var _ = user("/v1/users/" + MadeIds.account(NOBODY));
    var _ = media("/v1/media/" + MadeIds.account(NOBODY));
  }

  private JsonNode user(String path) throws IOException, InterruptedException {
    return same.require(url(tenk.userPort(), path), url(other.userPort(), path), authorization);
  }

  private JsonNode media(String path) throws IOException, InterruptedException {
    return same.require(url(tenk.mediaPort(), path), url(other.mediaPort(), path), authorization);
  }

  private static URI url(int port, String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  @Override
  public void close() {
    same.close();
  }
}
