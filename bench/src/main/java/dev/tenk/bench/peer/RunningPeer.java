package dev.tenk.bench.peer;

import dev.tenk.bench.engine.Answering;
import dev.tenk.embedded.process.EngineHome;
import dev.tenk.embedded.process.EngineProcess;
import dev.tenk.embedded.process.Ports;
import dev.tenk.embedded.process.Signal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A peer's process on a port of its own. */
public final class RunningPeer implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(120);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
  private static final String IN_DIRECTORY = "cd \"$1\" && shift && exec \"$@\"";

  private final EngineProcess process;
  private final int port = Ports.free();

  /** Starts what was built; it is not ready yet. */
  public RunningPeer(Peer peer, Path checkout, Map<String, String> environment, EngineHome home) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("PORT", Integer.toString(port));
    all.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    all.put("MALLOC_ARENA_MAX", "2");
    all.put("NODE_ENV", "production");
    List<String> command = new ArrayList<>();
    command.addAll(List.of("sh", "-c", IN_DIRECTORY, "sh", peer.in(checkout).toString()));
    command.addAll(peer.command());
    process =
        EngineProcess.start(
            new EngineProcess.Command(
                "peer-" + peer.directory(),
                command,
                all,
                home.logs().resolve("peer-" + peer.directory() + ".log"),
                Signal.TERM),
            home.ledger());
  }

  /** Asks until the answer is 200, two minutes at most. */
  public void awaitFirst200(String path) {
    URI url = url(path);
    process.await("answering " + url, START_LIMIT, () -> Answering.with200(url));
  }

  public URI url(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  public int port() {
    return port;
  }

  /** Of the first of its processes. */
  public long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.stop(STOP_LIMIT);
  }
}
