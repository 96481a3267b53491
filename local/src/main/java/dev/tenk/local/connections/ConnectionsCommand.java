package dev.tenk.local.connections;

import dev.tenk.local.connections.ConnectionBudget.ServiceShare;
import dev.tenk.local.service.Service;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/**
 * {@code connections}: prints the budget of so many pods, with the pools that the services have.
 */
public final class ConnectionsCommand {
  private static final String CHECKOUT = "tenk.checkout";
  private static final List<String> POOLS =
      List.of("quarkus.datasource.jdbc.max-size", "tenk.database.reads.max-size");
  private static final int DEFAULT_PODS = 3;
  private static final int MISUSED = 2;

  private ConnectionsCommand() {}

  /** Takes {@code --user PODS} and {@code --media PODS}. */
  public static void main(String[] words) {
    int user = DEFAULT_PODS;
    int media = DEFAULT_PODS;
    for (int i = 0; i < words.length; i += 2) {
      if (i + 1 == words.length || !words[i + 1].matches("[1-9][0-9]{0,3}")) {
        misused();
      }
      int pods = Integer.parseInt(words[i + 1]);
      switch (words[i]) {
        case "--user" -> user = pods;
        case "--media" -> media = pods;
        default -> misused();
      }
    }
    Path checkout = Path.of(System.getProperty(CHECKOUT, ""));
    System.out.print(
        table(
            new ConnectionBudget(
                List.of(
                    share(checkout, Service.USER, user), share(checkout, Service.MEDIA, media)))));
  }

  private static void misused() {
    System.err.println("connections takes --user PODS and --media PODS");
    System.exit(MISUSED);
  }

  static ServiceShare share(Path checkout, Service service, int pods) {
    Path file =
        checkout.resolve(service.module()).resolve("src/main/resources/application.properties");
    var properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    int pool =
        POOLS.stream().mapToInt(size -> Integer.parseInt(properties.getProperty(size))).sum();
    return new ServiceShare(service.module(), pods, pool);
  }

  static String table(ConnectionBudget budget) {
    var text = new StringBuilder();
    String row = "%-28s %6s %10s %6s %12s%n";
    text.append(row.formatted("", "pods", "with surge", "pool", "connections"));
    for (ServiceShare share : budget.services()) {
      text.append(
          row.formatted(
              share.service(),
              share.pods(),
              share.podsAtMost(),
              share.pool() + " + 1",
              share.connections()));
    }
    text.append(
        row.formatted(
            "migration jobs",
            "",
            "",
            "",
            budget.services().size() * ConnectionBudget.MIGRATION_JOB));
    text.append(row.formatted("superuser", "", "", "", ConnectionBudget.SUPERUSER));
    text.append(row.formatted("operations", "", "", "", ConnectionBudget.OPERATIONS));
    text.append(row.formatted("max_connections at least", "", "", "", budget.maxConnections()));
    return text.toString();
  }
}
