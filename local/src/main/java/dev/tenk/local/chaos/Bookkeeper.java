package dev.tenk.local.chaos;

import dev.tenk.local.suite.Suite;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Looks into the database, and fetches what is ready as anybody would. */
final class Bookkeeper {

  private static final Duration SETTLE = Duration.ofMinutes(3);
  private static final long POLL_MILLIS = 500;
  private static final String DOUBLED_VARIANTS =
      """
      SELECT count(*) FROM (
        SELECT id FROM medium, jsonb_array_elements(variants) AS variant WHERE owner = ANY (?)
        GROUP BY bucket, id, variant->>'name', variant->>'format' HAVING count(*) > 1) AS twice
      """;

  private final Suite suite;
  private final List<Uploader> uploaders;
  private final Blobs blobs;

  Bookkeeper(Suite suite, List<Uploader> uploaders) {
    this.suite = suite;
    this.uploaders = uploaders;
    this.blobs = new Blobs(suite.blobs());
  }

  /** Waits until everything has ended, for minutes at most, and writes the books. */
  Books close() throws SQLException, IOException, InterruptedException {
    Set<UUID> accepted = new HashSet<>();
    uploaders.forEach(uploader -> accepted.addAll(uploader.accepted()));
    try (Connection connection = suite.postgres().primary().connect("tenk_media")) {
      UUID[] accounts = uploaders.stream().map(Uploader::account).toArray(UUID[]::new);
      long end = System.nanoTime() + SETTLE.toNanos();
      while (unfinished(connection, accounts) + orphans(connection, accounts) > 0
          && System.nanoTime() - end < 0) {
        Thread.sleep(POLL_MILLIS);
      }
      return books(connection, accounts, accepted);
    }
  }

  private static int unfinished(Connection connection, UUID[] accounts) throws SQLException {
    return count(
            connection,
            "SELECT count(*) FROM medium WHERE owner = ANY (?) AND status = 'PROCESSING'",
            accounts)
        + count(
            connection, "SELECT count(*) FROM outbox WHERE cardinality(?::uuid[]) > 0", accounts);
  }

  /** Media that have bytes and no row. */
  private int orphans(Connection connection, UUID[] accounts) throws SQLException, IOException {
    Set<UUID> found = blobs.ofAccounts(List.of(accounts));
    try (PreparedStatement select =
        connection.prepareStatement("SELECT id FROM medium WHERE id = ANY (?)")) {
      select.setArray(1, connection.createArrayOf("uuid", found.toArray()));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.remove(row.getObject(1, UUID.class));
        }
      }
    }
    return found.size();
  }

  private Books books(Connection connection, UUID[] accounts, Set<UUID> accepted)
      throws SQLException, IOException, InterruptedException {
    Map<String, Integer> failed = new TreeMap<>();
    Set<UUID> known = new HashSet<>();
    int ready = 0;
    int processing = 0;
    int broken = 0;
    int untold = 0;
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT id, status, coalesce(reason, '') FROM medium WHERE owner = ANY (?)")) {
      select.setArray(1, connection.createArrayOf("uuid", accounts));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          UUID id = row.getObject(1, UUID.class);
          known.add(id);
          if (!accepted.contains(id)) {
            untold++;
            continue;
          }
          switch (row.getString(2)) {
            case "READY" -> {
              ready++;
              broken += isThere(id) ? 0 : 1;
            }
            case "FAILED" -> failed.merge(row.getString(3), 1, Integer::sum);
            default -> processing++;
          }
        }
      }
    }
    return new Books(
        accepted.size(),
        ready,
        failed,
        processing,
        (int) accepted.stream().filter(id -> !known.contains(id)).count(),
        untold + count(connection, DOUBLED_VARIANTS, accounts),
        broken,
        count(connection, "SELECT count(*) FROM outbox WHERE cardinality(?::uuid[]) > 0", accounts),
        orphans(connection, accounts),
        deadLetters(connection),
        refusals());
  }

  /** Its smallest variant can be fetched. */
  private boolean isThere(UUID medium) throws InterruptedException {
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      return http.send(
                  HttpRequest.newBuilder(URI.create(suite.url() + "/m/" + medium + "/thumb.webp"))
                      .timeout(Duration.ofSeconds(20))
                      .build(),
                  BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private static Map<String, Integer> deadLetters(Connection connection) throws SQLException {
    Map<String, Integer> letters = new TreeMap<>();
    try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT queue || ' ' || left(reason, 80), count(*) FROM dead_letter GROUP BY 1");
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        letters.put(row.getString(1), row.getInt(2));
      }
    }
    return letters;
  }

  private Map<String, Integer> refusals() {
    Map<String, Integer> refusals = new TreeMap<>();
    uploaders.forEach(
        uploader ->
            uploader
                .refusals()
                .forEach((why, times) -> refusals.merge(why, times.get(), Integer::sum)));
    return refusals;
  }

  private static int count(Connection connection, String sql, UUID[] accounts) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setArray(1, connection.createArrayOf("uuid", accounts));
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }
}
