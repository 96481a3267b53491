package dev.tenk.media.medium;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.tenk.media.medium.MediumWords.Column;
import dev.tenk.platform.change.RowChanges;
import dev.tenk.platform.change.RowUpdate;
import dev.tenk.platform.http.ProblemException;
import dev.tenk.platform.http.cache.ChangeConditions;
import dev.tenk.platform.id.ShardedId;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Changes of what is said of media: by one statement where only words change and nothing need be
 * compared before, else in a transaction of {@link MediumService}.
 */
@Singleton
public class MediumChanges {

  private final RowChanges changes;
  private final MediumRows rows;
  private final MediumCaches caches;
  private final ChangeConditions conditions;
  private final MediumService media;
  private final ObjectWriter json;
  private final InstantSource clock;

  /** By the columns that they set. */
  private final Map<Set<Column>, RowUpdate<Medium>> updates = new ConcurrentHashMap<>();

  MediumChanges(
      RowChanges changes,
      MediumRows rows,
      MediumCaches caches,
      ChangeConditions conditions,
      MediumService media,
      ObjectMapper json,
      InstantSource clock) {
    this.changes = changes;
    this.rows = rows;
    this.caches = caches;
    this.conditions = conditions;
    this.media = media;
    this.json = json.writer();
    this.clock = clock;
  }

  /**
   * Changes what its owner says of a medium. Blocking.
   *
   * @throws ProblemException 404 where there is none for the caller, 403 where it is somebody
   *     else's, 412 where the request is about another representation, 422 where that cannot be
   *     said
   */
  public Medium make(ShardedId id, ShardedId caller, MediumChange change) {
    boolean plain = change.namesWordsAlone() && conditions.areNone();
    Optional<Medium> made =
        plain ? reword(id, caller, MediumWords.of(change, json)) : Optional.empty();
    return made.orElseGet(() -> media.change(id, caller, change));
  }

  /** Nothing where the caller has no such medium, or that is what it says. */
  private Optional<Medium> reword(ShardedId id, ShardedId caller, MediumWords words) {
    Collection<@Nullable String> values = words.values().values();
    List<@Nullable Object> parameters = new ArrayList<>(values);
    parameters.add(clock.instant().atOffset(ZoneOffset.UTC));
    parameters.add(id.bucket());
    parameters.add(id.value());
    parameters.add(caller.value());
    parameters.addAll(values);
    return changes.make(
        updates.computeIfAbsent(words.columns(), this::update),
        id.bucket(),
        parameters,
        caches.changes(id, caller),
        List.of(caches.notice(id, caller)));
  }

  private RowUpdate<Medium> update(Set<Column> columns) {
    return new RowUpdate<>(
        """
        UPDATE medium SET %s, changed_at = ?
        WHERE bucket = ? AND id = ? AND owner = ? AND status <> 'DELETED' AND (%s) IS DISTINCT FROM (%s)
        RETURNING %s"""
            .formatted(
                columns.stream()
                    .map(column -> column.sql() + " = " + column.parameter())
                    .collect(Collectors.joining(", ")),
                columns.stream().map(Column::sql).collect(Collectors.joining(", ")),
                columns.stream().map(Column::parameter).collect(Collectors.joining(", ")),
                MediumRows.SHOWN),
        MediumCaches.MESSAGES_OF_A_CHANGE,
        row -> rows.read(row).medium());
  }
}
