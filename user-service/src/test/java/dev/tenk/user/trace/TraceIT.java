package dev.tenk.user.trace;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link TraceTests} on what the build made. */
@QuarkusIntegrationTest
class TraceIT extends TraceTests {}
