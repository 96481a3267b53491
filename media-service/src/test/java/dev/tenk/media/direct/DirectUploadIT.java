package dev.tenk.media.direct;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link DirectUploadTest} on what the build made. */
@QuarkusIntegrationTest
class DirectUploadIT extends DirectUploadTest {}
