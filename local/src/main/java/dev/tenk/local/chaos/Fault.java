package dev.tenk.local.chaos;

import dev.tenk.embedded.process.EngineProcess;
import dev.tenk.local.service.Service;
import dev.tenk.local.suite.Suite;
import java.util.function.Function;

/** A part that can be killed and started again, or paused and let go on. */
enum Fault {
  WORKER(
      suite -> suite.service(Service.WORKER).process(),
      suite -> suite.service(Service.WORKER).start()),
  MEDIA(
      suite -> suite.service(Service.MEDIA).process(),
      suite -> suite.service(Service.MEDIA).start()),
  BROKER(suite -> suite.broker().process(), suite -> suite.broker().start()),
  REDIS(suite -> suite.redis().process(), suite -> suite.redis().start()),
  PRIMARY(
      suite -> suite.postgres().primary().process(), suite -> suite.postgres().primary().start()),
  REPLICA(
      suite -> suite.postgres().replica().process(), suite -> suite.postgres().replica().start());

  private final Function<Suite, EngineProcess> process;
  private final Restart restart;

  Fault(Function<Suite, EngineProcess> process, Restart restart) {
    this.process = process;
    this.restart = restart;
  }

  /** SIGKILL; down for a while, then started again and waited for. */
  void kill(Suite suite, long downMillis) throws InterruptedException {
    process.apply(suite).kill();
    Thread.sleep(downMillis);
    restart.start(suite);
  }

  /** Connections stay open and nothing answers. */
  void pause(Suite suite, long millis) throws InterruptedException {
    EngineProcess paused = process.apply(suite);
    paused.pause();
    try {
      Thread.sleep(millis);
    } finally {
      paused.resume();
    }
  }

  @FunctionalInterface
  private interface Restart {
    void start(Suite suite);
  }
}
