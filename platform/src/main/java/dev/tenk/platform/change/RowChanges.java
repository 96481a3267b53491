package dev.tenk.platform.change;

import dev.tenk.platform.cache.invalidation.Invalidations;
import dev.tenk.platform.cache.shared.Change;
import dev.tenk.platform.caching.CacheChangeSink;
import dev.tenk.platform.database.migration.SchemaConfig;
import dev.tenk.platform.database.migration.SchemaLayout;
import dev.tenk.platform.database.routing.SqlChanges;
import dev.tenk.platform.outbox.Outbox;
import dev.tenk.platform.outbox.OutboxMessage;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes changes by a {@link RowUpdate}, with all that follows a commit: their caller sees them,
 * caches are told, messages are sent. Thread-safe.
 */
@Singleton
@IfBuildProperty(name = "tenk.cache.enabled", stringValue = "true")
public class RowChanges {

  private final SqlChanges sql;
  private final Outbox outbox;
  private final Invalidations invalidations;
  private final boolean oneServer;

  RowChanges(SqlChanges sql, Outbox outbox, Invalidations invalidations, SchemaConfig schema) {
    this.sql = sql;
    this.outbox = outbox;
    this.invalidations = invalidations;
    this.oneServer = schema.layout() == SchemaLayout.PARTITIONED;
  }

  /**
   * Changes a row, outside a transaction. Blocking. Where tables are distributed it does nothing:
   * row and outbox lie on different nodes.
   *
   * @param bucket of the account that it belongs to
   * @param parameters of the update, in its order
   * @param invalidated keys of caches; each is a message too, before the others
   * @param messages that it causes beside these
   * @return what is made of the row, or nothing where no row is to be changed
   * @throws dev.tenk.platform.database.QueryFailedException when the statement fails
   */
  public <T> Optional<T> make(
      RowUpdate<T> update,
      short bucket,
      List<? extends @Nullable Object> parameters,
      List<Change> invalidated,
      List<OutboxMessage> messages) {
    if (!oneServer) {
      return Optional.empty();
    }
    List<OutboxMessage> all =
        Stream.concat(
                invalidated.stream().map(change -> CacheChangeSink.message(bucket, change)),
                messages.stream())
            .toList();
    Optional<T> made = sql.make(connection -> update.run(connection, parameters, all));
    if (made.isPresent()) {
      outbox.committed(all);
      invalidations.carryOut(invalidated);
    }
    return made;
  }
}
