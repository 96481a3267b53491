package dev.tenk.user.account;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link UserResourceTests} on what the build made. */
@QuarkusIntegrationTest
class UserResourceIT extends UserResourceTests {}
