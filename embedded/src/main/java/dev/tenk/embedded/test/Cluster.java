package dev.tenk.embedded.test;

/** What a test does to the servers of {@link ClusterResource}. All methods block. */
public enum Cluster {
  /** The primary. */
  PRIMARY("primary"),
  /** A replica. */
  REPLICA("0"),
  /** Another. */
  OTHER_REPLICA("1"),
  /** Redis, which has neither port nor SQL here. */
  REDIS("redis");

  static final String CONTROL = "dev.tenk.embedded.test.cluster";

  private final String server;

  Cluster(String server) {
    this.server = server;
  }

  /** Ends it as a crash would. */
  public void kill() {
    control("kill", "");
  }

  /** Starts it again after a kill, and waits until it answers. */
  public void start() {
    control("start", "");
  }

  /** Freezes it: connections stay open and nothing answers. */
  public void pause() {
    control("pause", "");
  }

  /** Ends a pause. */
  public void resume() {
    control("resume", "");
  }

  /** Makes a replica anew from the primary where it cannot go on. */
  public void rebuild() {
    control("rebuild", "");
  }

  /** The port that it listens on. */
  public int port() {
    return Integer.parseInt(control("port", ""));
  }

  /** Runs this as superuser; answers the first column of the first row, or nothing. */
  public String sql(String sql) {
    return control("sql", sql);
  }

  private String control(String command, String argument) {
    String url = System.getProperty(CONTROL);
    if (url == null) {
      throw new IllegalStateException("the test needs ClusterResource");
    }
    return ControlServer.call(url, command + " " + server, argument);
  }
}
