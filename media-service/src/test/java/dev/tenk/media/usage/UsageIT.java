package dev.tenk.media.usage;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link UsageTest} on what the build made. */
@QuarkusIntegrationTest
class UsageIT extends UsageTest {}
