package dev.tenk.media.upload;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link UploadRefusalTest} on what the build made. */
@QuarkusIntegrationTest
class UploadRefusalIT extends UploadRefusalTest {}
