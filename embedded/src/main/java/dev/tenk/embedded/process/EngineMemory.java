package dev.tenk.embedded.process;

/**
 * How much engines may keep in memory.
 *
 * @param postgresMebibytes shared buffers of the primary; a replica has half as many
 * @param redisMebibytes over which Redis evicts
 */
public record EngineMemory(int postgresMebibytes, int redisMebibytes) {

  /** Everything on one machine beside people's own work. */
  public static final EngineMemory SMALL = new EngineMemory(64, 64);
}
