package dev.tenk.user.session;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link SignInLimitsTests} on what the build made. */
@QuarkusIntegrationTest
class SignInLimitsIT extends SignInLimitsTests {}
