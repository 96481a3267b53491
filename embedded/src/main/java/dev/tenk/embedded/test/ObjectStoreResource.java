package dev.tenk.embedded.test;

import dev.tenk.embedded.EmbeddedEngines;
import dev.tenk.embedded.s3.ObjectStore;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Blobs of {@code tenk.blob} are objects of the embedded store. */
public final class ObjectStoreResource implements QuarkusTestResourceLifecycleManager {
  @Override
  public Map<String, String> start() {
    ObjectStore store = EmbeddedEngines.objectStore();
    return Map.of(
        "tenk.blob.store",
        "s3",
        "tenk.blob.s3.bucket",
        ObjectStore.BUCKET,
        "tenk.blob.s3.endpoint",
        store.endpoint().toString(),
        "tenk.blob.s3.path-style",
        "true",
        "tenk.blob.s3.access-key-id",
        ObjectStore.ACCESS_KEY_ID,
        "tenk.blob.s3.secret-access-key",
        store.secretAccessKey());
  }

  /** Nothing: the engine serves the other tests of this JVM. */
  @Override
  public void stop() {}
}
