package dev.tenk.media.delivery;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link BucketTest} on what the build made. */
@QuarkusIntegrationTest
class BucketIT extends BucketTest {}
