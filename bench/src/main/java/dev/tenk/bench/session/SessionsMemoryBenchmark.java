package dev.tenk.bench.session;

import dev.tenk.bench.Benchmark;
import dev.tenk.bench.Options;
import dev.tenk.bench.report.Results;
import dev.tenk.bench.report.Table;
import dev.tenk.embedded.process.TemporaryHome;
import dev.tenk.embedded.redis.Redis;
import dev.tenk.embedded.redis.RedisPipe;
import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.id.ShardedIds;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much of Redis' memory sessions take: as many as wanted are refreshed by the script that
 * user-service runs, and Redis is asked.
 */
public final class SessionsMemoryBenchmark implements Benchmark {

  private static final String SCRIPT = "/dev/tenk/user/session/rotate.lua";
  private static final int PIPELINED = 1_000;
  private static final double MEGABYTE = 1_000_000;

  @Override
  public String name() {
    return "sessions-memory";
  }

  @Override
  public String description() {
    return "Redis' memory for sessions: --sessions 1000000";
  }

  @Override
  public void run(Options options) throws Exception {
    options.requireOnly("sessions");
    long sessions = options.number("sessions", 1_000_000);
    try (TemporaryHome home = TemporaryHome.create();
        Redis redis = new Redis(home.home())) {
      redis.start();
      try (RedisPipe pipe = new RedisPipe(redis.url())) {
        measure(pipe, sessions);
      }
    }
  }

  private void measure(RedisPipe pipe, long sessions) throws IOException {
    pipe.call("CONFIG", "SET", "maxmemory", "0");
    String hash = pipe.call("SCRIPT", "LOAD", script());
    long before = info(pipe, "used_memory");
    long began = System.nanoTime();
    var ids = new ShardedIds(Clock.systemUTC(), new SplittableRandom());
    for (long done = 0; done < sessions; done += PIPELINED) {
      long batch = Math.min(PIPELINED, sessions - done);
      for (long i = 0; i < batch; i++) {
        refresh(pipe, hash, ids.newOwnedBy(ids.newOwner()));
      }
      for (long i = 0; i < batch; i++) {
        pipe.receive();
      }
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    long used = info(pipe, "used_memory") - before;
    Table table = new Table("sessions", "keys", "MB", "bytes/session", "RSS MB", "refreshes/s");
    table.row(
        sessions,
        pipe.call("DBSIZE"),
        used / MEGABYTE,
        used / (double) sessions,
        info(pipe, "used_memory_rss") / MEGABYTE,
        sessions / seconds);
    table.print(System.out);
    Results.of(name()).write(".csv", table.csv());
  }

  /** The first refresh of a session that began a quarter of an hour ago. */
  private static void refresh(RedisPipe pipe, String hash, ShardedId session) throws IOException {
    long now = System.currentTimeMillis();
    String began = Long.toString(now - Duration.ofMinutes(15).toMillis());
    pipe.send(
        "EVALSHA",
        hash,
        "1",
        key(session),
        "0",
        began,
        Long.toString(now),
        millis(Duration.ofSeconds(10)),
        millis(Duration.ofDays(14)),
        millis(Duration.ofMinutes(1)),
        Long.toString(now + Duration.ofDays(90).toMillis()),
        "0",
        began,
        began);
  }

  /** As user-service names it. */
  private static String key(ShardedId session) {
    byte[] id =
        ByteBuffer.allocate(Long.BYTES * 2)
            .putLong(session.value().getMostSignificantBits())
            .putLong(session.value().getLeastSignificantBits())
            .array();
    return "s:" + Base64.getUrlEncoder().withoutPadding().encodeToString(id);
  }

  private static long info(RedisPipe pipe, String name) throws IOException {
    Matcher line =
        Pattern.compile("^" + name + ":(\\d+)", Pattern.MULTILINE)
            .matcher(pipe.call("INFO", "memory"));
    if (!line.find()) {
      throw new IOException("INFO names no " + name);
    }
    return Long.parseLong(line.group(1));
  }

  private static String millis(Duration duration) {
    return Long.toString(duration.toMillis());
  }

  private static String script() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(SessionsMemoryBenchmark.class.getResourceAsStream(SCRIPT), SCRIPT)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
