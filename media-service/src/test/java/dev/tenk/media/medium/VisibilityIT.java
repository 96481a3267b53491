package dev.tenk.media.medium;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link VisibilityTest} on what the build made. */
@QuarkusIntegrationTest
class VisibilityIT extends VisibilityTest {}
