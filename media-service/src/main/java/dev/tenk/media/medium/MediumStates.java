package dev.tenk.media.medium;

import dev.tenk.platform.id.ShardedId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/**
 * The states of media for those who follow them, read from the primary: what is told after a notice
 * is never older than the notice. All methods block.
 */
@ApplicationScoped
public class MediumStates {

  private final MediumRepository media;

  MediumStates(MediumRepository media) {
    this.media = media;
  }

  /** The state of a medium; none where there is not even a row any more. */
  @Transactional
  public Optional<MediumState> find(ShardedId id) {
    return media.findByIdOptional(MediumKey.of(id)).map(MediumState::of);
  }

  /** Media of an owner that have changed after the position, deleted ones too, in that order. */
  @Transactional
  public List<MediumState> listChanged(ShardedId owner, ChangePosition after, int limit) {
    return media.listChanged(owner, after, limit).stream().map(MediumState::of).toList();
  }
}
