package dev.tenk.platform.blob.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenk.embedded.EmbeddedEngines;
import dev.tenk.embedded.process.Ports;
import dev.tenk.embedded.test.ObjectStoreResource;
import dev.tenk.platform.blob.BlobConfig;
import dev.tenk.platform.blob.BlobKey;
import dev.tenk.platform.blob.BlobStore;
import dev.tenk.platform.blob.BlobStoreContract;
import dev.tenk.platform.blob.BlobStoreException;
import dev.tenk.platform.blob.Staging;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3BlobStoreTest extends BlobStoreContract {

  @TempDir static Path staging;
  private static S3BlobStore blobs;

  @BeforeAll
  static void open() throws IOException {
    blobs = open(Map.of());
  }

  @AfterAll
  static void close() {
    blobs.close();
  }

  @Override
  protected BlobStore blobs() {
    return blobs;
  }

  @Override
  protected Path staging() {
    return staging;
  }

  @Test
  void abortsUploadsThatWereNeverEnded() throws IOException {
    try (S3Clients clients = new S3Clients(config(Map.of()))) {
      S3BlobStore.await(
          clients
              .single()
              .createMultipartUpload(
                  create -> create.bucket("tenk").key(collection + "/one/original")));
    }

    assertThat(blobs.deleteStaged(Instant.now().minusSeconds(60))).isZero();
    assertThat(blobs.deleteStaged(Instant.now().plusSeconds(60))).isEqualTo(1);
    assertThat(blobs.deleteStaged(Instant.now().plusSeconds(60))).isZero();
  }

  @Test
  void whatIsPausedFailsInTime() throws IOException {
    BlobKey key = new BlobKey(collection, "one", "original");
    blobs.put(key, HELLO);
    try (S3BlobStore impatient =
        open(Map.of("tenk.blob.s3.timeout", "1S", "tenk.blob.s3.socket-timeout", "0.5S"))) {
      EmbeddedEngines.objectStore().process().pause();
      try {
        assertThatThrownBy(() -> impatient.put(key, HELLO)).isInstanceOf(BlobStoreException.class);
        assertThatThrownBy(() -> impatient.find(key)).isInstanceOf(IOException.class);
      } finally {
        EmbeddedEngines.objectStore().process().resume();
      }
      assertThat(impatient.find(key)).isPresent();
    }
  }

  @Test
  void whatIsNotThereFails() throws IOException {
    BlobKey key = new BlobKey(collection, "one", "original");
    try (S3BlobStore nowhere =
        open(Map.of("tenk.blob.s3.endpoint", "http://127.0.0.1:" + Ports.free()))) {
      assertThatThrownBy(() -> nowhere.put(key, HELLO)).isInstanceOf(BlobStoreException.class);
      assertThatThrownBy(() -> nowhere.find(key)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aWrongKeyIsRefusedAndNotTakenForAbsence() throws IOException {
    BlobKey key = new BlobKey(collection, "one", "original");
    try (S3BlobStore stranger = open(Map.of("tenk.blob.s3.secret-access-key", "guessed"))) {
      assertThatThrownBy(() -> stranger.put(key, HELLO)).isInstanceOf(BlobStoreException.class);
      assertThatThrownBy(() -> stranger.find(key)).isInstanceOf(IOException.class);
    }
    assertThat(blobs.find(key)).isEmpty();
  }

  @Test
  void halfAKeyIsNoConfiguration() {
    assertThatThrownBy(() -> open(Map.of("tenk.blob.s3.secret-access-key", "")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("tenk.blob.s3.access-key-id");
  }

  private static S3BlobStore open(Map<String, String> changes) throws IOException {
    return S3BlobStore.open(config(changes), new Staging(staging));
  }

  private static S3Config config(Map<String, String> changes) {
    Map<String, String> settings = new HashMap<>(new ObjectStoreResource().start());
    settings.putAll(changes);
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .addDefaultInterceptors()
        .withMapping(BlobConfig.class)
        .withDefaultValue("java.io.tmpdir", System.getProperty("java.io.tmpdir"))
        .withDefaultValues(settings)
        .build()
        .getConfigMapping(BlobConfig.class)
        .s3();
  }
}
