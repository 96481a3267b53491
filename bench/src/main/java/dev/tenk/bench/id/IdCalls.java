package dev.tenk.bench.id;

import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.id.ShardedIds;
import java.security.SecureRandom;
import java.time.Clock;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The measured calls. */
@State(Scope.Benchmark)
public class IdCalls {

  private final ShardedIds ids = new ShardedIds(Clock.systemUTC(), new SecureRandom());
  private final ShardedId owner = ids.newOwner();
  private final String text = owner.toString();

  @Benchmark
  public ShardedId newOwnedBy() {
    return ids.newOwnedBy(owner);
  }

  @Benchmark
  public short parsedBucket() {
    return ShardedId.parse(text).orElseThrow().bucket();
  }
}
