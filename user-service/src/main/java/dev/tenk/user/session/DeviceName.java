package dev.tenk.user.session;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a person would call a device, by the {@code User-Agent}: enough to tell one's own sessions
 * apart. Never more than what the client says.
 */
final class DeviceName {

  private static final int MAX_CHARS = 80;
  private static final Pattern PRODUCT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._+-]*");

  private record Sign(String in, String name) {}

  /** The more special first: Edge calls itself Chrome, and Chrome Safari. */
  private static final List<Sign> BROWSERS =
      List.of(
          new Sign("Edg", "Edge"),
          new Sign("OPR/", "Opera"),
          new Sign("SamsungBrowser/", "Samsung Internet"),
          new Sign("Firefox/", "Firefox"),
          new Sign("FxiOS/", "Firefox"),
          new Sign("CriOS/", "Chrome"),
          new Sign("Chrome/", "Chrome"),
          new Sign("Safari/", "Safari"));

  private static final List<Sign> SYSTEMS =
      List.of(
          new Sign("iPhone", "iPhone"),
          new Sign("iPad", "iPad"),
          new Sign("Android", "Android"),
          new Sign("Windows", "Windows"),
          new Sign("CrOS", "ChromeOS"),
          new Sign("Mac OS X", "macOS"),
          new Sign("Linux", "Linux"));

  private DeviceName() {}

  /** As in {@code Firefox on Windows}, or the first product of other clients; null for none. */
  static @Nullable String of(@Nullable String userAgent) {
    if (userAgent == null) {
      return null;
    }
    Optional<String> system = find(SYSTEMS, userAgent);
    if (userAgent.startsWith("Mozilla/")) {
      return find(BROWSERS, userAgent)
          .map(browser -> system.map(name -> browser + " on " + name).orElse(browser))
          .or(() -> system)
          .orElse(null);
    }
    Matcher product = PRODUCT.matcher(userAgent);
    if (!product.lookingAt()) {
      return null;
    }
    String name = product.group().strip();
    String shown = system.map(on -> name + " on " + on).orElse(name);
    return shown.substring(0, Math.min(shown.length(), MAX_CHARS));
  }

  private static Optional<String> find(List<Sign> signs, String userAgent) {
    return signs.stream().filter(sign -> userAgent.contains(sign.in())).map(Sign::name).findFirst();
  }
}
