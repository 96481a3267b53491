package dev.tenk.user.session;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link SessionResourceTests} on what the build made. */
@QuarkusIntegrationTest
class SessionResourceIT extends SessionResourceTests {}
