package dev.tenk.worker.job;

import dev.tenk.contract.CloudEvent;
import dev.tenk.contract.EventCodec;
import dev.tenk.contract.EventData;
import dev.tenk.contract.JobTry;
import dev.tenk.contract.MediaDeferred;
import dev.tenk.contract.MediaResult;
import dev.tenk.contract.MediaUploaded;
import dev.tenk.contract.Queues;
import dev.tenk.platform.broker.Broker;
import dev.tenk.platform.broker.BrokerMessage;
import dev.tenk.platform.broker.BrokerSender;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;

/** Tells media-service how a job went. A stage completes when the broker has accepted it. */
@Singleton
final class JobResults {

  private static final String SOURCE = "/worker-service";
  private static final int MAX_REASON = 200;
  private static final int MAX_DOUBLINGS = 20;

  private final BrokerSender results;
  private final JobConfig config;
  private final InstantSource clock;
  private final String worker;

  JobResults(Broker broker, JobConfig config, InstantSource clock) {
    this.results = broker.sender(Queues.MEDIA_RESULTS);
    this.config = config;
    this.clock = clock;
    String host = System.getenv("HOSTNAME");
    this.worker = host == null ? "worker-" + ProcessHandle.current().pid() : host;
  }

  /**
   * The result's id follows from the upload's and the presets, so that it is the same each time.
   */
  CompletionStage<Void> ended(UUID upload, MediaResult result, BrokerMessage cause) {
    return send(
        idOf(upload + "/" + result.presetVersion()),
        result.mediumId(),
        clock.instant(),
        result,
        cause);
  }

  /** The job as it is after this try. */
  MediaUploaded tried(MediaUploaded job, String reason) {
    String line = reason.length() <= MAX_REASON ? reason : reason.substring(0, MAX_REASON);
    return job.tried(new JobTry(clock.instant(), worker, line));
  }

  /** Asks for the job to be sent again, the later the more often it was tried. */
  CompletionStage<Void> deferred(UUID upload, MediaUploaded tried, BrokerMessage cause) {
    Instant now = clock.instant();
    int doublings = Math.min(MAX_DOUBLINGS, tried.tries().size() - 1);
    long longest =
        Math.min(
            config.maxRetryDelay().toMillis(), config.retryDelay().toMillis() * (1L << doublings));
    long jittered = longest - RandomGenerator.getDefault().nextLong(longest / 4 + 1);
    return send(
        idOf(upload + "/deferred/" + now),
        tried.mediumId(),
        now,
        new MediaDeferred(tried, now.plus(Duration.ofMillis(jittered))),
        cause);
  }

  private CompletionStage<Void> send(
      UUID id, UUID medium, Instant at, EventData data, BrokerMessage cause) {
    var event = new CloudEvent<>(id, SOURCE, medium.toString(), at, data);
    return results.send(
        id.toString(), CloudEvent.CONTENT_TYPE, EventCodec.encode(event), cause.traceProperties());
  }

  private static UUID idOf(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.US_ASCII));
  }
}
