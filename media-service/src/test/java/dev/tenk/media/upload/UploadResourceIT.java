package dev.tenk.media.upload;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link UploadResourceTest} on what the build made. */
@QuarkusIntegrationTest
class UploadResourceIT extends UploadResourceTest {}
