package dev.tenk.platform.cache;

/** What a read must see at least. */
public sealed interface ReadNeed {

  /** Whatever others may see, which lags by a stated bound. */
  ReadNeed NOTHING = new Nothing();

  /** What the primary has now. */
  ReadNeed NEWEST = new Newest();

  /** Nothing in particular. */
  record Nothing() implements ReadNeed {}

  /** All that was committed before this position. */
  record AtLeast(Position position) implements ReadNeed {}

  /** All that was committed until now. */
  record Newest() implements ReadNeed {}
}
