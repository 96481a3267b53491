package dev.tenk.media.delivery;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link DeliveryResourceTest} on what the build made. */
@QuarkusIntegrationTest
class DeliveryResourceIT extends DeliveryResourceTest {}
