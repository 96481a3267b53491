package dev.tenk.media.link;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** {@link LinkResourceTest} on what the build made. */
@QuarkusIntegrationTest
class LinkResourceIT extends LinkResourceTest {}
