package dev.tenk.worker.job;

import static java.util.Objects.requireNonNull;

import dev.tenk.embedded.EmbeddedEngines;
import dev.tenk.embedded.test.BrokerResource;
import dev.tenk.platform.blob.BlobStore;
import dev.tenk.platform.blob.DirectoryBlobStore;
import dev.tenk.platform.broker.Broker;
import dev.tenk.platform.broker.BrokerConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** {@link JobContract} on what the build made, from outside of it. */
@QuarkusIntegrationTest
@QuarkusTestResource(BrokerResource.class)
@QuarkusTestResource(TemporaryBlobs.class)
class JobIT extends JobContract {

  private static @Nullable Vertx vertx;
  private static @Nullable QueueProbe queues;

  @Nullable Path directory;

  @BeforeAll
  static void listen() {
    BrokerConfig config =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(BrokerConfig.class)
            .withDefaultValue("tenk.broker.url", EmbeddedEngines.broker().url())
            .build()
            .getConfigMapping(BrokerConfig.class);
    Vertx own = Vertx.vertx();
    vertx = own;
    queues = new QueueProbe(new Broker(own, config, new SimpleMeterRegistry()));
  }

  @AfterAll
  static void close() {
    if (vertx != null) {
      vertx.close();
    }
  }

  @Override
  QueueProbe queues() {
    return requireNonNull(queues);
  }

  @Override
  BlobStore blobs() {
    try {
      return new DirectoryBlobStore(requireNonNull(directory));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
