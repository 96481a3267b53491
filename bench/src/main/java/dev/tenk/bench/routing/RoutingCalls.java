package dev.tenk.bench.routing;

import dev.tenk.platform.database.wal.WalPosition;
import java.sql.Connection;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A transaction that takes a connection and gives it back: by the bare datasource, and routed. No
 * statement is sent, hence nothing but the last call waits for a server; what is over the bare one
 * is the cost of routing.
 */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // set up by JMH
public class RoutingCalls {

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private RoutedCluster cluster;
  private Routing none;
  private Routing two;

  /** Starts a primary with two replicas. */
  @Setup(Level.Trial)
  public void start() throws Exception {
    cluster = new RoutedCluster();
    none = new Routing(cluster, 0);
    two = new Routing(cluster, 2);
  }

  /** Ends them. */
  @TearDown(Level.Trial)
  public void stop() throws Exception {
    two.close();
    none.close();
    cluster.close();
  }

  @Benchmark
  public int bareDataSource() throws Exception {
    return transaction(cluster.primary());
  }

  @Benchmark
  public int routedWriteWithoutReplicas() throws Exception {
    return transaction(none.dataSource());
  }

  @Benchmark
  public int readWithoutReplicas() throws Exception {
    return read(none);
  }

  @Benchmark
  public int readOnReplica() throws Exception {
    return read(two);
  }

  /** What a write costs in addition where there are replicas: a round trip. */
  @Benchmark
  public Optional<WalPosition> positionAfterCommit() {
    return two.replicas().primary().afterCommit(PATIENCE);
  }

  private static int read(Routing routing) throws Exception {
    return routing.scopes().run(() -> connect(routing.dataSource()));
  }

  private int transaction(DataSource dataSource) throws Exception {
    cluster.manager().begin();
    int answer = connect(dataSource);
    cluster.manager().commit();
    return answer;
  }

  private static int connect(DataSource dataSource) throws Exception {
    try (Connection connection = dataSource.getConnection()) {
      return System.identityHashCode(connection);
    }
  }
}
