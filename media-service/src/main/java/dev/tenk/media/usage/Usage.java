package dev.tenk.media.usage;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What an account holds.
 *
 * @param bytes of its originals that are processed or ready
 * @param media how many those are
 * @param limits how much it may hold
 */
@RegisterForReflection
public record Usage(long bytes, long media, Limits limits) {

  /**
   * How much an account may hold.
   *
   * @param bytes of its originals together
   * @param media how many
   */
  @RegisterForReflection
  public record Limits(long bytes, long media) {}
}
