package dev.tenk.user.refusal;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * An operation of the API's description.
 *
 * @param method in upper case
 * @param path with its parameters in braces
 * @param description what is said of it, as JSON
 */
record Route(String method, String path, Map<String, ?> description) {

  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

  static Stream<Route> of(String path, Map<String, ?> item) {
    return item.entrySet().stream()
        .filter(operation -> METHODS.contains(operation.getKey()))
        .map(operation -> new Route(upper(operation.getKey()), path, object(operation.getValue())));
  }

  private static String upper(String method) {
    return method.toUpperCase(Locale.ROOT);
  }

  /** The statuses of its refusals. */
  Set<Integer> refusals() {
    var statuses = new TreeSet<Integer>();
    object(Objects.requireNonNull(description.get("responses"))).keySet().stream()
        .map(Integer::valueOf)
        .filter(status -> status >= 400)
        .forEach(statuses::add);
    return statuses;
  }

  boolean isSecured() {
    return description.containsKey("security");
  }

  boolean hasBody() {
    return description.containsKey("requestBody");
  }

  boolean hasId() {
    return path.contains("{id}");
  }

  /** Sends the request as it stands, to the path with this id. */
  Response send(RequestSpecification request, String id) {
    return request.request(method, path.replace("{id}", id));
  }

  String key(int status) {
    return method + " " + path + " " + status;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, ?> object(Object json) {
    return (Map<String, ?>) json;
  }
}
