package dev.tenk.platform.outbox;

import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.List;
import javax.sql.DataSource;

/**
 * The transactional outbox: a message commits with the change that caused it, or not at all; {@link
 * OutboxRelay} sends it afterwards, at least once, in no promised order.
 *
 * <p>The table belongs to the service's schema:
 *
 * <pre>
 * CREATE TABLE outbox (created_at timestamptz DEFAULT now(), bucket smallint, id uuid, queue text, content_type text,
 *   body bytea, traceparent text, PRIMARY KEY (created_at, bucket, id)) PARTITION BY RANGE (created_at);
 * CALL partition_by_time('outbox', 'day', '7 days', '1 day', true);
 * </pre>
 *
 * <p>{@code traceparent} is the trace of the change, where it is recorded: the event goes on with
 * it.
 *
 * <p>{@code created_at} is when the message is due: a delayed one has a time in the future. Sent
 * rows are deleted; what they leave behind goes when their day's partition is dropped, once it is
 * empty.
 *
 * @see <a href="https://microservices.io/patterns/data/transactional-outbox.html">Transactional
 *     outbox</a>
 */
public final class Outbox {

  private final DataSource dataSource;
  private final TransactionSynchronizationRegistry transactions;
  private final AfterCommit afterCommit;

  /**
   * An outbox in this database.
   *
   * @param dataSource whose connections join the current JTA transaction
   * @param afterCommit tells the relay; called for each message when its transaction has committed
   */
  public Outbox(
      DataSource dataSource,
      TransactionSynchronizationRegistry transactions,
      AfterCommit afterCommit) {
    this.dataSource = dataSource;
    this.transactions = transactions;
    this.afterCommit = afterCommit;
  }

  /**
   * Adds the message to the current transaction, which writes all of its messages together as it
   * commits.
   *
   * @throws IllegalStateException when there is no transaction
   */
  public void add(OutboxMessage message) {
    if (transactions.getTransactionStatus() != Status.STATUS_ACTIVE) {
      throw new IllegalStateException("the outbox needs the transaction of the change");
    }
    ofTransaction().add(message);
  }

  /** Messages have committed with a statement that has an {@link OutboxClause}. Never blocks. */
  public void committed(List<OutboxMessage> messages) {
    messages.forEach(message -> afterCommit.committed(message.bucket()));
  }

  private Added ofTransaction() {
    if (transactions.getResource(this) instanceof Added added && !added.isWritten()) {
      return added;
    }
    var added = new Added(dataSource, afterCommit);
    transactions.putResource(this, added);
    transactions.registerInterposedSynchronization(added);
    return added;
  }

  /** Hears that a message of this bucket has committed. Must not block. */
  @FunctionalInterface
  public interface AfterCommit {

    /** Called on the thread of the transaction. */
    void committed(short bucket);
  }
}
