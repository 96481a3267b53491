package dev.tenk.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.tenk.local.service.Service;
import dev.tenk.local.suite.Suite;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Walks every route that a service describes, and holds it to the table of {@code
 * docs/api/access.md}: none is open by accident, none is missing in the table.
 */
class AccessIT {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final Pattern ROW =
      Pattern.compile(
          "\\| (\\S+) \\| (GET|HEAD|POST|PUT|PATCH|DELETE) \\| `(\\S+)` \\| (\\w+) \\|.*");
  private static final Set<String> METHODS =
      Set.of("get", "head", "post", "put", "patch", "delete");

  private static final String NOTHING = "0197a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b";

  private final Suite suite = SharedSuite.running();

  private record Route(String method, String path, String contentType) {

    /** With an id that nothing has in place of each parameter, and for the owner of a list. */
    String filledPath() {
      return path.replaceAll("\\{[^}]+}", NOTHING)
          + (key().equals("GET /v1/media") ? "?owner=" + NOTHING : "");
    }

    String key() {
      return method + " " + path;
    }
  }

  @ParameterizedTest
  @EnumSource(Service.class)
  void noRouteIsOpenByAccident(Service service) throws IOException {
    // given
    List<Route> routes = routes(service);
    Map<String, String> table = table(service);
    Api api = new Api("http://127.0.0.1:" + suite.service(service).port());
    Person member = Person.signUp(new Api(suite.url()));

    // then
    assertThat(table.keySet()).isEqualTo(new TreeSet<>(routes.stream().map(Route::key).toList()));
    for (Route route : routes) {
      String who = table.get(route.key());
      int stranger = call(api, route, null);
      int signedIn = call(api, route, member.signIn()); // anew: some routes end the session
      switch (who) {
        case "everybody" -> assertThat(stranger).as(route.key()).isNotIn(401, 403);
        case "signed_in" -> {
          assertThat(stranger).as(route.key()).isEqualTo(401);
          assertThat(signedIn).as(route.key()).isNotIn(401);
        }
        case "admin" -> {
          assertThat(stranger).as(route.key()).isEqualTo(401);
          assertThat(signedIn).as(route.key()).isEqualTo(403);
        }
        case null, default -> throw new AssertionError(route.key() + " is for " + who);
      }
    }
  }

  /** The status; a bad token is refused everywhere. */
  private static int call(Api api, Route route, @Nullable String token) {
    List<String> headers =
        route.contentType().isEmpty() ? List.of() : List.of("Content-Type", route.contentType());
    var body =
        route.contentType().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString("{}");
    assertThat(api.send(route.method(), route.filledPath(), "x.y.z", headers, body).status())
        .as("%s with a bad token", route.key())
        .isEqualTo(401);
    return api.status(route.method(), route.filledPath(), token, headers, body);
  }

  private static List<Route> routes(Service service) throws IOException {
    List<Route> routes = new ArrayList<>();
    JsonNode api = YAML.readTree(Path.of("../docs/api/" + service.module() + ".yaml").toFile());
    for (Map.Entry<String, JsonNode> path : api.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        if (METHODS.contains(operation.getKey())) {
          var types = operation.getValue().path("requestBody").path("content").fieldNames();
          routes.add(
              new Route(
                  operation.getKey().toUpperCase(Locale.ROOT),
                  path.getKey(),
                  types.hasNext() ? types.next() : ""));
        }
      }
    }
    return routes;
  }

  /** Who may call what, by method and path. */
  private static Map<String, String> table(Service service) throws IOException {
    Map<String, String> table = new HashMap<>();
    for (String line : Files.readAllLines(Path.of("../docs/api/access.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches() && row.group(1).equals(service.module())) {
        table.put(row.group(2) + " " + row.group(3), row.group(4));
      }
    }
    return table;
  }
}
