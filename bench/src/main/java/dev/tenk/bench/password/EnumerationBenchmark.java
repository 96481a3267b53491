package dev.tenk.bench.password;

import dev.tenk.bench.Benchmark;
import dev.tenk.bench.Options;
import dev.tenk.bench.password.UserServiceAlone.Person;
import dev.tenk.bench.report.Latencies;
import dev.tenk.bench.report.Results;
import dev.tenk.bench.report.Table;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Whether the time of an answer tells if an address has an account: the same request for known and
 * unknown ones, turn by turn.
 */
public final class EnumerationBenchmark implements Benchmark {

  /** Made anew for each request, since some of them can be made once alone. */
  @FunctionalInterface
  private interface Request {
    void send(UserServiceAlone service) throws Exception;
  }

  /** A kind of request and how long each took. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Series(String name, Request request, Latencies latencies, double[] millis) {

    static Series of(int rounds, String name, Request request) {
      return new Series(name, request, new Latencies(), new double[rounds]);
    }

    void record(int round, long nanos) {
      latencies.record(nanos);
      millis[round] = nanos / 1e6;
    }
  }

  @Override
  public String name() {
    return "enumeration";
  }

  @Override
  public String description() {
    return "whether time tells known addresses from unknown ones; --rounds 200 --warmup 100";
  }

  @Override
  public void run(Options options) throws Exception {
    options.requireOnly("rounds", "warmup");
    int rounds = (int) options.number("rounds", 200);
    int warmup = (int) options.number("warmup", 100);
    try (UserServiceAlone service = new UserServiceAlone(SignInBenchmark.WITHOUT_LIMITS)) {
      List<Series> all = series(service.member(true), rounds);
      for (int round = -warmup; round < rounds; round++) {
        for (Series series : all) {
          long begin = System.nanoTime();
          series.request().send(service);
          if (round >= 0) {
            series.record(round, System.nanoTime() - begin);
          }
        }
      }
      print(all);
    }
  }

  /** The known and the unknown kind beside each other. */
  private static List<Series> series(Person owner, int rounds) {
    String wrong = Person.stranger().password();
    List<Series> all = new ArrayList<>();
    all.add(
        Series.of(
            rounds,
            "sign-in, known address",
            service -> UserServiceAlone.require(401, service.signIn(owner.email(), wrong))));
    all.add(
        Series.of(
            rounds,
            "sign-in, unknown address",
            service ->
                UserServiceAlone.require(401, service.signIn(Person.stranger().email(), wrong))));
    all.add(
        Series.of(
            rounds,
            "sign-up, taken address",
            service ->
                UserServiceAlone.require(
                    201,
                    service.post(
                        "/v1/users",
                        new Person(Person.stranger().handle(), owner.email(), owner.password())
                            .signUp()))));
    all.add(
        Series.of(
            rounds,
            "sign-up, free address",
            service ->
                UserServiceAlone.require(
                    201, service.post("/v1/users", Person.stranger().signUp()))));
    all.add(
        Series.of(
            rounds,
            "reset, known address",
            service -> UserServiceAlone.require(202, reset(service, owner.email()))));
    all.add(
        Series.of(
            rounds,
            "reset, unknown address",
            service -> UserServiceAlone.require(202, reset(service, Person.stranger().email()))));
    return all;
  }

  private static HttpResponse<String> reset(UserServiceAlone service, String email)
      throws Exception {
    return service.post("/v1/users/password-resets", "{\"email\":\"%s\"}".formatted(email));
  }

  private void print(List<Series> all) {
    Results results = Results.of(name());
    Table table = new Table("request", "p10 ms", "p50 ms", "p90 ms", "p99 ms", "told apart");
    for (int i = 0; i < all.size(); i++) {
      Series series = all.get(i);
      Latencies of = series.latencies();
      table.row(
          series.name(),
          of.micros(10) / 1e3,
          of.micros(50) / 1e3,
          of.micros(90) / 1e3,
          of.micros(99) / 1e3,
          slowerShare(series.millis(), all.get(i ^ 1).millis()));
      results.write("-" + series.name().replaceAll("[^a-z]+", "-") + ".hgrm", of.distribution());
    }
    table.print(System.out);
    System.out.println(
        "told apart: the share of pairs in which this kind was the slower; 0.500 tells nothing");
    results.write(".csv", table.csv());
  }

  /** The common-language effect size of Mann and Whitney's U: 0.5 where the two are alike. */
  private static double slowerShare(double[] one, double[] other) {
    double[] sorted = other.clone();
    Arrays.sort(sorted);
    double slower = 0;
    for (double value : one) {
      int at = Arrays.binarySearch(sorted, value);
      slower += at < 0 ? -at - 1 : at + 0.5;
    }
    return slower / ((double) one.length * other.length);
  }
}
