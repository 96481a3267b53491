package dev.tenk.media.stream;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How clients are told what becomes of media. */
@ConfigMapping(prefix = "tenk.events")
public interface StreamConfig {

  /**
   * The longest silence of a stream: something is sent then, so that nobody between takes the
   * connection for dead. Shorter than {@code quarkus.http.idle-timeout} and those of proxies.
   */
  @WithDefault("15S")
  Duration heartbeat();

  /** Clients are asked to wait this long before they connect again, or up to twice as long. */
  @WithDefault("2S")
  Duration retry();

  /** How many streams an account, or a client address without one, may have in a pod. */
  @WithDefault("8")
  @Min(1)
  int perAccount();

  /** How many streams a pod serves; more are sent elsewhere by 503. About 20 KB each. */
  @WithDefault("5000")
  @Min(1)
  int perPod();

  /**
   * How many changed media may wait for a reader; beyond, what it has missed is read from the
   * database when it reads on.
   */
  @WithDefault("64")
  @Min(1)
  int buffer();

  /** A reader that takes nothing for so long while something waits is cut off. */
  @WithDefault("30S")
  Duration stalledAfter();

  /** The longest life of a stream, so that connections spread over new pods. */
  @WithDefault("1H")
  Duration longest();

  /** How many states are read from the database at a time for all streams of the pod. */
  @WithDefault("4")
  @Min(1)
  int reads();
}
