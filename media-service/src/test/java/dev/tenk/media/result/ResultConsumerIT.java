package dev.tenk.media.result;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link ResultConsumerTest} on what the build made. */
@QuarkusIntegrationTest
class ResultConsumerIT extends ResultConsumerTest {}
