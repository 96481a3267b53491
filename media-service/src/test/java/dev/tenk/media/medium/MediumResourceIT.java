package dev.tenk.media.medium;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link MediumResourceTest} on what the build made. */
@QuarkusIntegrationTest
class MediumResourceIT extends MediumResourceTest {}
