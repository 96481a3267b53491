package dev.tenk.platform.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.BitSet;
import java.util.UUID;

/**
 * The slices that this relay holds: an equal share of those of all living relays.
 *
 * <p>A lease is a row with a time, by the database's clock; the relay counts it from before it
 * asked, by its own, and so never longer than the database does. When a relay hangs beyond its
 * lease another one sends the same events, which consumers bear. Belongs to the relay's thread.
 */
final class OutboxLeases {

  private static final String SEEN =
      "INSERT INTO outbox_relay (relay, seen_at) VALUES (?, now())"
          + " ON CONFLICT (relay) DO UPDATE SET seen_at = now()";
  private static final String FORGET =
      "DELETE FROM outbox_relay WHERE seen_at < now() - ? * interval '1 millisecond'";
  private static final String LIVING = "SELECT count(*) FROM outbox_relay";
  private static final String RENEW =
      "UPDATE outbox_slice SET leased_until = now() + ? * interval '1 millisecond'"
          + " WHERE relay = ? RETURNING slice";
  private static final String CLAIM =
      """
      UPDATE outbox_slice SET relay = ?, leased_until = now() + ? * interval '1 millisecond'
      WHERE slice IN (SELECT slice FROM outbox_slice WHERE leased_until < now() LIMIT ? FOR UPDATE SKIP LOCKED)
      RETURNING slice
      """;
  private static final String RELEASE =
      "UPDATE outbox_slice SET relay = NULL, leased_until = '-infinity' WHERE relay = ? AND slice = ANY (?)";
  private static final String LEAVE = "DELETE FROM outbox_relay WHERE relay = ?";

  private final UUID relay = UUID.randomUUID();
  private final long leaseMillis;
  private final long leaseNanos;
  private volatile BitSet held = new BitSet(Slices.COUNT);
  private long validFrom = System.nanoTime();
  private boolean expired = true;

  OutboxLeases(Duration lease) {
    this.leaseMillis = lease.toMillis();
    this.leaseNanos = lease.toNanos();
  }

  /** What renewing changed. */
  record Change(boolean gained, boolean released) {}

  /** Whether this relay sends the events of the slice; any thread. */
  boolean holds(int slice) {
    return held.get(slice);
  }

  /** A copy of what is held and has not run out. */
  BitSet held() {
    boolean over = expired || System.nanoTime() - validFrom > leaseNanos;
    return over ? new BitSet(Slices.COUNT) : (BitSet) held.clone();
  }

  boolean isDue() {
    return expired || System.nanoTime() - validFrom > leaseNanos / 3;
  }

  /** Renew at the next occasion: a relay came or went. */
  void expire() {
    validFrom = System.nanoTime() - leaseNanos / 2;
  }

  /**
   * Renews, takes free slices up to the share, gives back what is over it. Blocking, in
   * auto-commit.
   *
   * @param busy slices that cannot be given back now
   */
  Change renew(Connection connection, BitSet busy) throws SQLException {
    long asked = System.nanoTime();
    update(connection, SEEN, relay);
    update(connection, FORGET, leaseMillis);
    BitSet mine = slices(connection, RENEW, leaseMillis, relay);
    int share = (Slices.COUNT + living(connection) - 1) / living(connection);
    boolean released = false;
    boolean gained = false;
    if (mine.cardinality() < share) {
      BitSet more = slices(connection, CLAIM, relay, leaseMillis, share - mine.cardinality());
      gained = !more.isEmpty();
      mine.or(more);
    } else if (mine.cardinality() > share) {
      BitSet surplus = surplus(mine, busy, mine.cardinality() - share);
      released = !surplus.isEmpty();
      mine.andNot(surplus);
      held = mine;
      release(connection, surplus);
    }
    held = mine;
    validFrom = asked;
    expired = false;
    return new Change(gained, released);
  }

  /** Gives everything back, so that another relay need not wait. */
  void leave(Connection connection) throws SQLException {
    BitSet all = held;
    held = new BitSet(Slices.COUNT);
    expired = true;
    release(connection, all);
    update(connection, LEAVE, relay);
  }

  private static BitSet surplus(BitSet mine, BitSet busy, int count) {
    BitSet surplus = new BitSet(Slices.COUNT);
    mine.stream().filter(slice -> !busy.get(slice)).limit(count).forEach(surplus::set);
    return surplus;
  }

  private void release(Connection connection, BitSet slices) throws SQLException {
    if (!slices.isEmpty()) {
      update(
          connection, RELEASE, relay, connection.createArrayOf("smallint", Slices.array(slices)));
    }
  }

  private static int living(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(LIVING);
        ResultSet row = select.executeQuery()) {
      row.next();
      return Math.max(1, row.getInt(1));
    }
  }

  private static BitSet slices(Connection connection, String sql, Object... parameters)
      throws SQLException {
    BitSet slices = new BitSet(Slices.COUNT);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      set(statement, parameters);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          slices.set(row.getShort(1));
        }
      }
    }
    return slices;
  }

  private static void update(Connection connection, String sql, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      set(statement, parameters);
      statement.executeUpdate();
    }
  }

  private static void set(PreparedStatement statement, Object... parameters) throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
  }
}
