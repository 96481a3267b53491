package dev.tenk.user.account;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link MeResourceTests} on what the build made. */
@QuarkusIntegrationTest
class MeResourceIT extends MeResourceTests {}
