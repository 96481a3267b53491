package dev.tenk.embedded.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenk.embedded.postgres.PostgresNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Records the plan of every statement that applications send to a test's server, of whatever
 * library, with its real parameters: PostgreSQL's {@code auto_explain} writes them into the
 * server's log, from which they are read.
 *
 * @see <a href="https://www.postgresql.org/docs/18/auto-explain.html">auto_explain</a>
 */
public final class PlanRecorder implements AutoCloseable {

  private static final Pattern ENTRY =
      Pattern.compile(
          "(?m)^\\S+ \\S+ \\S+ \\[\\d+] (.*) LOG:  duration: .* plan:\\R((?:\\t.*\\R?)+)");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PostgresNode server;
  private final Path log;
  private final long begin;

  private PlanRecorder(PostgresNode server, Path log, long begin) {
    this.server = server;
    this.log = log;
    this.begin = begin;
  }

  /** Begins to record all statements of this server; it must have been started for tests. */
  public static PlanRecorder start(PostgresNode server) throws SQLException, IOException {
    Path log = server.process().log();
    var recorder = new PlanRecorder(server, log, Files.size(log));
    recorder.set("auto_explain.log_format", "json");
    recorder.set("auto_explain.log_min_duration", "0");
    return recorder;
  }

  /**
   * The plans until now of the statements of this application, in the order of their end.
   *
   * @param application the connection's {@code ApplicationName}
   */
  public List<RecordedPlan> plans(String application) throws SQLException {
    awaitMarker();
    List<RecordedPlan> plans = new ArrayList<>();
    Matcher entry = ENTRY.matcher(logged());
    while (entry.find()) {
      if (entry.group(1).equals(application)) {
        try {
          plans.add(RecordedPlan.of(JSON.readTree(entry.group(2))));
        } catch (JsonProcessingException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return plans;
  }

  /** Records no more. */
  @Override
  public void close() throws SQLException {
    set("auto_explain.log_min_duration", "-1");
  }

  /** What is written before the marker was planned before it; the log has no buffer. */
  private void awaitMarker() throws SQLException {
    String marker = UUID.randomUUID().toString();
    try (Connection connection = server.connect("postgres");
        Statement statement = connection.createStatement()) {
      do {
        statement.execute("SELECT '" + marker + "', pg_sleep(0.05)");
      } while (!logged().contains(marker));
    }
  }

  private String logged() {
    try {
      byte[] bytes = Files.readAllBytes(log);
      int from = Math.toIntExact(begin);
      return new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** For all sessions, those that are open too; returns when a session sees it. */
  private void set(String name, String value) throws SQLException {
    try (Connection connection = server.connect("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("ALTER SYSTEM SET %s = '%s'".formatted(name, value));
      statement.execute("SELECT pg_reload_conf()");
      String seen;
      do {
        try (ResultSet row =
            statement.executeQuery(
                "SELECT current_setting('%s'), pg_sleep(0.05)".formatted(name))) {
          row.next();
          seen = row.getString(1);
        }
      } while (!seen.equals(value));
    }
  }
}
