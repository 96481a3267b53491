package dev.tenk.media.stream;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link EventStreamTest} on what the build made. */
@QuarkusIntegrationTest
class EventStreamIT extends EventStreamTest {}
