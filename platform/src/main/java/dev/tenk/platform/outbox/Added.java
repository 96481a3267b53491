package dev.tenk.platform.outbox;

import dev.tenk.platform.outbox.Outbox.AfterCommit;
import dev.tenk.platform.trace.TraceParent;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The messages of one transaction: written by one journey to the database as it commits. */
final class Added implements Synchronization {

  private static final String INSERT =
      "INSERT INTO outbox "
          + OutboxColumns.NAMES
          + " VALUES (now() + ? * interval '1 millisecond', ?, ?, ?, ?, ?, ?)";

  private final DataSource dataSource;
  private final AfterCommit afterCommit;
  private final List<Traced> messages = new ArrayList<>();
  private boolean written;

  private record Traced(OutboxMessage message, @Nullable String traceParent) {}

  Added(DataSource dataSource, AfterCommit afterCommit) {
    this.dataSource = dataSource;
    this.afterCommit = afterCommit;
  }

  void add(OutboxMessage message) {
    messages.add(new Traced(message, TraceParent.current()));
  }

  /** Whether what is added now would be lost. */
  boolean isWritten() {
    return written;
  }

  @Override
  public void beforeCompletion() {
    written = true;
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (Traced traced : messages) {
        OutboxColumns.set(insert, 1, traced.message(), traced.traceParent());
        insert.addBatch();
      }
      insert.executeBatch();
    } catch (SQLException e) {
      throw new IllegalStateException("the outbox cannot be written", e);
    }
  }

  @Override
  public void afterCompletion(int status) {
    if (status == Status.STATUS_COMMITTED) {
      messages.forEach(traced -> afterCommit.committed(traced.message().bucket()));
    }
  }
}
