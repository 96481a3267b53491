package dev.tenk.user.account;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link SignUpTests} on what the build made. */
@QuarkusIntegrationTest
class SignUpIT extends SignUpTests {}
