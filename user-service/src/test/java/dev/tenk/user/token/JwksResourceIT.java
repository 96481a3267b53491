package dev.tenk.user.token;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link JwksResourceTests} on what the build made. */
@QuarkusIntegrationTest
class JwksResourceIT extends JwksResourceTests {}
