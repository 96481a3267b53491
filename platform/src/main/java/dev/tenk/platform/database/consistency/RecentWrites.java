package dev.tenk.platform.database.consistency;

import dev.tenk.platform.database.wal.WalPosition;
import java.util.concurrent.CompletionStage;

/** Remembers for a while, for all pods, up to where the log has the last write of an identity. */
public interface RecentWrites {

  /** What is remembered. */
  sealed interface Memory {

    /** It wrote, up to this position. */
    record Wrote(WalPosition position) implements Memory {}

    /** It wrote nothing lately. */
    record Nothing() implements Memory {}

    /** It may have written: the memory is away, or may have lost something. */
    record Unknown() implements Memory {}
  }

  /** Looks up an identity. Never blocks, takes little time, never fails. */
  CompletionStage<Memory> find(String identity);

  /** Remembers a write; a position never replaces a later one. Blocking, briefly; never fails. */
  void remember(String identity, WalPosition position);

  /** Remembers a write whose position is not known. Blocking, briefly; never fails. */
  void rememberUnknown(String identity);
}
