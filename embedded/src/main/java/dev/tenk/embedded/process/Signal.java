package dev.tenk.embedded.process;

import java.io.IOException;

/** Signals that the JDK has no call for. */
public enum Signal {
  TERM,
  INT,
  KILL,
  STOP,
  CONT;

  /** Sends it; a process that is gone meanwhile is no error. */
  public void sendTo(long pid) {
    try {
      new ProcessBuilder("kill", "-" + name(), Long.toString(pid))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new EngineException("Cannot send SIG" + name() + " to process " + pid, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
