package dev.tenk.bench.engine;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Pattern;

/**
 * One scrape of a service's metrics.
 *
 * @param text in Prometheus' format
 */
public record Metrics(String text) {

  /** Scrapes {@code /q/metrics} of this management address. */
  public static Metrics of(URI metrics) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      return new Metrics(
          http.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString()).body());
    }
  }

  /** The sum of all series of a name that have these labels, each written {@code name="value"}. */
  public double sum(String name, String... labels) {
    Pattern series = Pattern.compile(Pattern.quote(name) + "(\\{.*)? \\S+");
    return text.lines()
        .filter(line -> series.matcher(line).matches())
        .filter(
            line -> {
              for (String label : labels) {
                if (!line.contains(label)) {
                  return false;
                }
              }
              return true;
            })
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
