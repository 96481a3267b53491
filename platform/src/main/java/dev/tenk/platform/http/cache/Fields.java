package dev.tenk.platform.http.cache;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Field values. */
final class Fields {

  private Fields() {}

  /** All lines of a field, joined as one. */
  static @Nullable String joined(MultiMap headers, String name) {
    List<String> lines = headers.getAll(name);
    return lines.isEmpty() ? null : lines.size() == 1 ? lines.getFirst() : String.join(",", lines);
  }

  /** Whether a coding is listed and not refused by a weight of zero. */
  static boolean accepts(String acceptEncoding, String coding) {
    for (String each : acceptEncoding.split(",", -1)) {
      String[] parts = each.toLowerCase(Locale.ROOT).split(";", 2);
      if (parts[0].strip().equals(coding)) {
        return parts.length == 1 || !parts[1].strip().matches("q=0(\\.0{0,3})?");
      }
    }
    return false;
  }
}
