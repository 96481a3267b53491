package dev.tenk.platform.cache;

import java.util.concurrent.CompletionStage;

/**
 * What callers must see of the database: the seam to whoever knows what they wrote. Thread-safe.
 */
public interface ReadNeeds {

  /** Whether no caller ever needs to see anything in particular; never blocks. */
  boolean areNone();

  /** Whether the current request needs to see nothing in particular; never blocks. */
  boolean needsNothing();

  /** What the current request must see. May block, briefly. */
  ReadNeed need();

  /** What somebody who is signed in and brings no tokens must see. Never blocks, never fails. */
  CompletionStage<ReadNeed> need(String identity);
}
