package dev.tenk.media.upload;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link UploadIdempotencyTest} on what the build made. */
@QuarkusIntegrationTest
class UploadIdempotencyIT extends UploadIdempotencyTest {}
