package dev.tenk.local.origin;

import dev.tenk.local.service.Service;
import java.util.List;
import java.util.Optional;

/** Which service a path belongs to, by whole segments, as the ingress of the chart has it. */
public final class Routes {
  private record Route(String prefix, Service service) {
    boolean matches(String path) {
      return path.equals(prefix) || path.startsWith(prefix + "/");
    }
  }

  private static final List<Route> ROUTES =
      List.of(
          new Route("/v1/users", Service.USER),
          new Route("/v1/sessions", Service.USER),
          new Route("/v1/admin", Service.USER),
          new Route("/.well-known", Service.USER),
          new Route("/v1/media", Service.MEDIA),
          new Route("/v1/events", Service.MEDIA),
          new Route("/v1/usage", Service.MEDIA),
          new Route("/v1/uploads", Service.MEDIA),
          new Route("/m", Service.MEDIA));

  private Routes() {}

  /**
   * The service of this path, if any. Paths with dot segments belong to none: services would read
   * them differently.
   */
  public static Optional<Service> serviceOf(String path) {
    if (hasDotSegments(path)) {
      return Optional.empty();
    }
    return ROUTES.stream().filter(route -> route.matches(path)).findFirst().map(Route::service);
  }

  private static boolean hasDotSegments(String path) {
    for (String segment : path.split("/", -1)) {
      String decoded = segment.replaceAll("(?i)%2e", ".");
      if (decoded.equals(".") || decoded.equals("..")) {
        return true;
      }
    }
    return false;
  }
}
