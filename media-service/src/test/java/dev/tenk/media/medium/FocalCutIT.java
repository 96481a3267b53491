package dev.tenk.media.medium;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link FocalCutTest} on what the build made. */
@QuarkusIntegrationTest
class FocalCutIT extends FocalCutTest {}
