package dev.tenk.media.delivery;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link OriginalResourceTest} on what the build made. */
@QuarkusIntegrationTest
class OriginalResourceIT extends OriginalResourceTest {}
