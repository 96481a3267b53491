package dev.tenk.media.dead;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link DeadLetterResourceTest} on what the build made. */
@QuarkusIntegrationTest
class DeadLetterResourceIT extends DeadLetterResourceTest {}
