package dev.tenk.media.medium;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link WithdrawnMediaTest} on what the build made. */
@QuarkusIntegrationTest
class WithdrawnMediaIT extends WithdrawnMediaTest {}
