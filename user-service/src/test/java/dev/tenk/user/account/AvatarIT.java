package dev.tenk.user.account;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link AvatarTests} on what the build made. */
@QuarkusIntegrationTest
class AvatarIT extends AvatarTests {}
