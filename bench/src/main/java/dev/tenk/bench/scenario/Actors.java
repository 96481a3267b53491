package dev.tenk.bench.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tenk.bench.data.AccountRows;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Accounts of the data set that sign in. */
final class Actors {

  private static final Pattern TOKEN = Pattern.compile("\"accessToken\":\"([^\"]+)\"");

  private final Scale scale;
  private final String password;
  private volatile List<String> authorizations = List.of();

  Actors(Scale scale, String password) {
    this.scale = scale;
    this.password = password;
  }

  /** Signs all of them in anew, each from an address of its own. */
  void signIn(URI sessions) throws IOException, InterruptedException {
    List<String> signedIn = new ArrayList<>();
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      for (int actor = 0; actor < scale.actors(); actor++) {
        HttpResponse<String> answer =
            http.send(
                HttpRequest.newBuilder(sessions)
                    .header("Content-Type", "application/json")
                    .header("X-Forwarded-For", address(actor))
                    .POST(BodyPublishers.ofString(credentials(actor), UTF_8))
                    .build(),
                BodyHandlers.ofString());
        Matcher token = TOKEN.matcher(answer.body());
        if (!token.find()) {
          throw new IOException("sign-in: %d %s".formatted(answer.statusCode(), answer.body()));
        }
        signedIn.add("Bearer " + token.group(1));
      }
    }
    authorizations = List.copyOf(signedIn);
  }

  int count() {
    return scale.actors();
  }

  /** Of the actor of this number, for the header. */
  String authorization(int actor) {
    return authorizations.get(actor);
  }

  /** The body of a sign-in. */
  String credentials(int actor) {
    return "{\"login\":\"%s\",\"password\":\"%s\"}"
        .formatted(AccountRows.handle(scale.accountOf(actor)), password);
  }

  /** A client's address, one of 16 million. */
  static String address(int number) {
    return "11.%d.%d.%d".formatted(number >> 16 & 255, number >> 8 & 255, number & 255);
  }
}
