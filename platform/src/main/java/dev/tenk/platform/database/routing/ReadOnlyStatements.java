package dev.tenk.platform.database.routing;

import dev.tenk.platform.database.ReadOnlyScopeException;
import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import jakarta.inject.Singleton;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.regex.Pattern;
import org.hibernate.resource.jdbc.spi.StatementInspector;

/**
 * Stops Hibernate ORM's statements that write or lock before they are sent from a read-only scope.
 * What it cannot tell from the text (a function that writes) PostgreSQL refuses, since the
 * transaction is read-only there too.
 */
@Singleton
@PersistenceUnitExtension
public class ReadOnlyStatements implements StatementInspector {

  private static final long serialVersionUID = 1L;
  private static final Pattern READ =
      Pattern.compile(
          "\\s*(?:/\\*.*?\\*/\\s*)*(?:(?:select|with|values|show)\\b|\\().*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern LOCK =
      Pattern.compile(
          "\\sfor\\s+(?:no\\s+key\\s+)?(?:update|share|key\\s+share)\\b", Pattern.CASE_INSENSITIVE);

  private final transient TransactionSynchronizationRegistry transactions;

  ReadOnlyStatements(TransactionSynchronizationRegistry transactions) {
    this.transactions = transactions;
  }

  @Override
  public String inspect(String sql) {
    if (ReadScope.of(transactions) != null && !isRead(sql)) {
      throw new ReadOnlyScopeException(sql);
    }
    return sql;
  }

  static boolean isRead(String sql) {
    return READ.matcher(sql).matches() && !LOCK.matcher(sql).find();
  }
}
