package dev.tenk.user.token;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code tenk.signing.key.age}: seconds since the key that signs was made, by the date with which
 * the name of its file begins ({@code 2026-07.pem}, {@code 2026-07-15.pem}). A key says no date
 * itself, and a mounted secret's file is as old as its pod; so where the name has none, the age is
 * that of the process, which is less than the truth.
 */
@Singleton
public class SigningKeyAge {

  private static final Pattern DATE = Pattern.compile("(\\d{4})-(\\d{2})(?:-(\\d{2}))?(?!\\d).*");

  private final SigningKeys keys;
  private final InstantSource clock;
  private final Instant started;

  SigningKeyAge(SigningKeys keys, InstantSource clock) {
    this.keys = keys;
    this.clock = clock;
    this.started = clock.instant();
  }

  void measure(@Observes StartupEvent event, MeterRegistry metrics) {
    TimeGauge.builder("tenk.signing.key.age", () -> age().toSeconds(), TimeUnit.SECONDS)
        .description("Since the key that signs tokens was made")
        .register(metrics);
  }

  Duration age() {
    Instant made = dateOf(keys.currentName()).orElse(started);
    Duration age = Duration.between(made, clock.instant());
    return age.isNegative() ? Duration.ZERO : age;
  }

  /** The beginning of the day, or of the month, that a name begins with. */
  static Optional<Instant> dateOf(String name) {
    Matcher date = DATE.matcher(name);
    if (!date.matches()) {
      return Optional.empty();
    }
    String day = date.group(3);
    try {
      return Optional.of(
          LocalDate.of(
                  Integer.parseInt(date.group(1)),
                  Integer.parseInt(date.group(2)),
                  day == null ? 1 : Integer.parseInt(day))
              .atStartOfDay()
              .toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
