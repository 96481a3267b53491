package dev.tenk.media.stream;

import dev.tenk.media.medium.ChangePosition;
import dev.tenk.media.medium.MediumState;
import dev.tenk.platform.id.ShardedId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Where a stream gets states from; never blocks. */
interface StateReader {

  /** How many states are read at once of what was missed. */
  int PAGE = 50;

  /** The state of a medium. */
  CompletionStage<Optional<MediumState>> find(ShardedId medium);

  /** The next page of what has changed after the position, no more than {@link #PAGE}. */
  CompletionStage<List<MediumState>> listChanged(ShardedId owner, ChangePosition after);
}
