package dev.tenk.media.medium;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link MediumDescriptionTest} on what the build made. */
@QuarkusIntegrationTest
class MediumDescriptionIT extends MediumDescriptionTest {}
