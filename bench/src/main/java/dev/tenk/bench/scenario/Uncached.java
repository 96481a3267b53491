package dev.tenk.bench.scenario;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Settings by which every read reaches PostgreSQL, without asking Redis first. */
final class Uncached {

  static final Map<String, String> SETTINGS = settings();

  private Uncached() {}

  private static Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    for (String cache : List.of("PROFILE", "MEDIUM", "MEDIA_PAGE")) {
      for (String tier : List.of("MEMORY", "REDIS")) {
        settings.put("TENK_CACHE_POLICIES__%s__%s_TTL".formatted(cache, tier), "0S");
      }
    }
    return Map.copyOf(settings);
  }
}
