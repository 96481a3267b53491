package dev.tenk.platform.database.routing;

import dev.tenk.platform.database.ReadOnlyScopeException;
import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import jakarta.inject.Singleton;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.hibernate.resource.jdbc.spi.StatementInspector;

/**
 * Stops Hibernate ORM's statements that write or lock before they are sent from a read-only scope.
 * What it cannot tell from the text (a function that writes) PostgreSQL refuses, since the
 * transaction is read-only there too. Thread-safe.
 */
@Singleton
@PersistenceUnitExtension
public class ReadOnlyStatements implements StatementInspector {

  private static final long serialVersionUID = 1L;
  private static final Pattern READ =
      Pattern.compile(
          "\\s*(?:/\\*.*?\\*/\\s*)*(?:(?:select|with|values|show)\\b|\\()",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern LOCK =
      Pattern.compile(
          "\\sfor\\s+(?:no\\s+key\\s+)?(?:update|share|key\\s+share)\\b", Pattern.CASE_INSENSITIVE);

  /** Texts that are remembered; more of them are looked through each time. */
  private static final int REMEMBERED = 1_024;

  private final transient TransactionSynchronizationRegistry transactions;
  private final transient Set<String> reads = ConcurrentHashMap.newKeySet();

  ReadOnlyStatements(TransactionSynchronizationRegistry transactions) {
    this.transactions = transactions;
  }

  @Override
  public String inspect(String sql) {
    if (ReadScope.of(transactions) != null && !reads.contains(sql)) {
      if (!isRead(sql)) {
        throw new ReadOnlyScopeException(sql);
      }
      if (reads.size() < REMEMBERED) {
        reads.add(sql);
      }
    }
    return sql;
  }

  static boolean isRead(String sql) {
    return READ.matcher(sql).lookingAt() && !LOCK.matcher(sql).find();
  }
}
