package dev.tenk.media.medium;

import dev.tenk.media.event.ChangeNotice;
import dev.tenk.media.event.MediaOutbox;
import dev.tenk.platform.cache.CacheDeclaration;
import dev.tenk.platform.cache.CacheKeys;
import dev.tenk.platform.cache.Caches;
import dev.tenk.platform.cache.ReadNeeds;
import dev.tenk.platform.cache.TieredCache;
import dev.tenk.platform.cache.codec.RecordCodec;
import dev.tenk.platform.cache.invalidation.Invalidations;
import dev.tenk.platform.cache.shared.Change;
import dev.tenk.platform.caching.CacheChangeSink;
import dev.tenk.platform.caching.EarlyReads;
import dev.tenk.platform.caching.EdgePurge;
import dev.tenk.platform.caching.Rendered;
import dev.tenk.platform.caching.RenderedCodec;
import dev.tenk.platform.caching.Rendering;
import dev.tenk.platform.caching.RepresentationCodec;
import dev.tenk.platform.caching.Shown;
import dev.tenk.platform.database.lookup.RowsById;
import dev.tenk.platform.http.cache.Freshness;
import dev.tenk.platform.http.cache.JsonRepresentations;
import dev.tenk.platform.http.cache.Representation;
import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.outbox.OutboxMessage;
import dev.tenk.platform.page.Cursor;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Media and the first pages of their owners' public lists, cached; invalidated with what changes
 * them. Whoever gives out a medium asks whether its caller may see it.
 *
 * <p>There before the outbox is looked at, which purges what the edge shows of them.
 */
@Singleton
@Startup(Interceptor.Priority.LIBRARY_BEFORE)
public class MediumCaches {

  /** Items of a first page: the default of the API. */
  static final int PAGE = 20;

  /** {@link #changes} and a {@link #notice}. */
  static final int MESSAGES_OF_A_CHANGE = 3;

  /** How long others may keep what is public. */
  static final Freshness FRESHNESS =
      Freshness.changing(
          Duration.ZERO, Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofMinutes(10));

  private static final String PATH = "/v1/media";
  private static final String OF_OWNER = PATH + "?owner=";
  private static final String MEDIUM = "medium";
  private static final String FIRST_PAGE = "media-page";
  private static final String BYTES = "media-bytes";
  private static final Duration PURGED_AGAIN_AFTER = Duration.ofSeconds(30);
  private static final CacheKeys<ShardedId> KEYS =
      new CacheKeys<>(ShardedId::toString, ShardedId::parse);

  private final MediumReads reads;
  private final ReadNeeds needs;
  private final JsonRepresentations json;
  private final Invalidations invalidations;
  private final MediaOutbox outbox;
  private final InstantSource clock;
  private final TieredCache<ShardedId, Rendered<CachedMedium>> media;
  private final TieredCache<ShardedId, Representation> firstPages;

  MediumCaches(
      Caches caches,
      Invalidations invalidations,
      MediaOutbox outbox,
      MediumReads reads,
      ReadNeeds needs,
      JsonRepresentations json,
      EdgePurge edge,
      EarlyReads early,
      InstantSource clock) {
    this.reads = reads;
    this.needs = needs;
    this.json = json;
    this.invalidations = invalidations;
    this.outbox = outbox;
    this.clock = clock;
    this.media =
        caches.declare(
            CacheDeclaration.of(
                    MEDIUM,
                    KEYS,
                    new RenderedCodec<>(
                        RecordCodec.of(CachedMedium.class), RepresentationCodec.of(Medium.class)),
                    it -> it.value().weight() + it.representation().weight(),
                    id -> reads.find(id).map(this::rendered))
                .withLoadAll(
                    RowsById.MOST, ids -> Rendering.all(reads.findAll(ids), this::rendered)));
    this.firstPages =
        caches.declare(
            CacheDeclaration.of(
                FIRST_PAGE,
                KEYS,
                RepresentationCodec.of(FirstPage.class),
                Representation::weight,
                owner -> Optional.of(page(owner, null, PAGE))));
    edge.shows(MEDIUM, id -> List.of(PATH + "/" + id));
    edge.shows(FIRST_PAGE, owner -> List.of(OF_OWNER + owner));
    edge.shows(BYTES, path -> List.of("/m/" + path));
    early.answer(
        PATH + "/",
        PATH + "/{id}",
        media,
        (found, who) -> found.value().isSeenBy(who) ? shown(found) : null);
    early.answer(OF_OWNER, PATH, firstPages, (found, _) -> new Shown(found, FRESHNESS));
  }

  /** To someone who may see it. */
  static Shown shown(Rendered<CachedMedium> found) {
    return new Shown(
        found.representation(),
        found.value().visibility() == Visibility.PRIVATE ? Freshness.PRIVATE : FRESHNESS);
  }

  /** By id; none where there is none, or it was deleted. */
  public TieredCache<ShardedId, Rendered<CachedMedium>> media() {
    return media;
  }

  /** What is known of a medium; as {@link #media}, for those who may block. */
  public Optional<CachedMedium> find(ShardedId id) {
    return media.await(id, needs.need()).optional().map(Rendered::value);
  }

  /** Another page of the public list, as it is shown. Blocking. */
  Representation page(ShardedId owner, @Nullable Cursor cursor, int limit) {
    return json.of(FirstPage.of(reads.listPublic(owner, cursor, limit)), null);
  }

  /** A page of all media of the owner, who alone may have it: cached nowhere. Blocking. */
  Representation ownPage(ShardedId owner, @Nullable Cursor cursor, int limit) {
    return json.of(FirstPage.of(reads.list(owner, cursor, limit)), null);
  }

  /** Of public media, by owner; an empty one where the owner has none. */
  TieredCache<ShardedId, Representation> firstPages() {
    return firstPages;
  }

  /** How a row is shown. */
  Representation representation(MediumEntity row) {
    return representation(LoadedMedium.of(row));
  }

  private Representation representation(LoadedMedium loaded) {
    return json.of(loaded.medium(), loaded.changedAt());
  }

  private Rendered<CachedMedium> rendered(LoadedMedium loaded) {
    return new Rendered<>(CachedMedium.of(loaded), representation(loaded));
  }

  /** The current transaction adds, changes or removes a medium. Blocking. */
  void changed(ShardedId id, ShardedId owner) {
    invalidations.add(owner.bucket(), media, id);
    invalidations.add(owner.bucket(), firstPages, owner);
    outbox.changed(owner, id);
  }

  /** Of a medium that is changed by a statement without a transaction around. */
  List<Change> changes(ShardedId id, ShardedId owner) {
    return List.of(invalidations.change(media, id), invalidations.change(firstPages, owner));
  }

  /** For whoever follows a medium that is changed so. */
  OutboxMessage notice(ShardedId id, ShardedId owner) {
    return new ChangeNotice(owner, id).message();
  }

  /** The surrogate key of bytes, by their path below the medium: with an extension or without. */
  public static String keyOfBytes(ShardedId id, String path) {
    return keyOfBytes(id + "/" + path);
  }

  /** The same, by the id and the path below it. */
  public static String keyOfBytes(String path) {
    return Change.name(BYTES, path);
  }

  /**
   * The current transaction takes these variants away from others. What the edge has goes at once,
   * and once more later: an answer may be on its way there from a pod that had not heard yet.
   * Blocking.
   */
  void removed(ShardedId id, List<StoredVariant> variants) {
    variants.stream()
        .flatMap(
            variant ->
                Stream.of(variant.versionedSegment(), variant.plainSegment(), variant.name()))
        .distinct()
        .map(path -> id + "/" + path)
        .forEach(
            key -> {
              invalidations.add(id.bucket(), BYTES, key);
              var again = new Change(BYTES, key, UUID.randomUUID(), clock.millis());
              outbox.add(CacheChangeSink.message(id.bucket(), again, PURGED_AGAIN_AFTER));
            });
  }
}
