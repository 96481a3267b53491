package dev.tenk.platform.cache.shared;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Entries that all processes share. No call blocks; each fails when there is no answer in time, and
 * at once while the tier is known to be away.
 *
 * <p><b>Why a load that began before an invalidation never overwrites what came after.</b> A value
 * is filled in only under a lease, which {@link #take} grants and {@link #invalidate} takes away.
 * Let a load read a value of before a change. Its read came before the change's commit; its lease
 * was granted before that read, since a load begins with it; the change's tombstone came after the
 * commit. So, in the one order in which Redis runs these calls, the grant comes before the
 * tombstone. If the fill comes before the tombstone too, the tombstone removes it. If it comes
 * after, its lease is gone, whether the tombstone still stands or not: a fill needs a lease that is
 * there, never the absence of something. Hence neither a paused process, nor a late packet, nor a
 * tombstone that was evicted or has expired lets such a value in.
 *
 * <p>A load that began after the tombstone may still read the old value, from a replica that lags.
 * For this the tombstone outlives the greatest lag that is read from, and the longest load: while
 * it stands ({@link Taken#changedLately}), or the process has heard of the change within that time,
 * loads read the primary. Should Redis lose the tombstone before a process has heard of the change,
 * a process that hears of it and has an entry {@linkplain #retract retracts} it; results are kept
 * in memory before they are filled in, so that one which is on its way loses its lease.
 *
 * <p>One condition is the caller's: to read only after the grant is known, not on the chance that
 * it comes.
 */
public interface SharedTier {

  /**
   * The entry of a key, and the lease of its load where that is wished and free: one round trip.
   *
   * @param lease null to read alone
   */
  CompletionStage<Taken> take(String key, @Nullable Lease lease);

  /** The entries of many keys in their order: one round trip. */
  CompletionStage<List<Taken>> takeAll(List<String> keys, @Nullable Lease lease);

  /**
   * Fills in a value under a lease; answers whether the lease was still there.
   *
   * @param fresh its life
   * @param kept how long it is kept, for need
   */
  CompletionStage<Boolean> fill(
      String key, String token, byte[] value, Duration fresh, Duration kept);

  /** Gives back a lease whose load has failed. */
  CompletionStage<Void> release(String key, String token);

  /** Removes entries and leases, sets tombstones, and then tells all processes, in that order. */
  CompletionStage<Void> invalidate(List<Change> changes, Duration tombstone);

  /**
   * Removes an entry and its lease and sets a tombstone, unless it is of this version already;
   * answers whether it was not.
   */
  CompletionStage<Boolean> retract(Change change, Duration tombstone);

  /** Whether calls are made at all. */
  boolean isAvailable();
}
