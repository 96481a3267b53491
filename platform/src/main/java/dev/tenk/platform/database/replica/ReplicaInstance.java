package dev.tenk.platform.database.replica;

import io.agroal.api.AgroalDataSourceListener;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Refuses connections to another server process than the one whose position is known: behind a name
 * that stands for several servers, or after a restart, what the one has replayed says nothing of
 * the other.
 *
 * <p>A listener, since an interceptor costs every read two wrappers of its connection.
 */
final class ReplicaInstance implements AgroalDataSourceListener {

  private volatile @Nullable String observed;

  /** Answers whether it was another until now. */
  boolean becomes(String instance) {
    boolean changed = !instance.equals(observed);
    observed = instance;
    return changed;
  }

  @Override
  public void onConnectionCreation(Connection connection) {
    try {
      String reached = ServerProbe.instance(connection);
      if (!reached.equals(observed)) {
        connection.abort(Runnable::run);
        throw new IllegalStateException("the connection leads to another server: " + reached);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("a new connection fails", e);
    }
  }
}
