package dev.tenk.user;

import dev.tenk.embedded.test.BrokerResource;
import dev.tenk.embedded.test.PostgresResource;
import dev.tenk.embedded.test.RedisResource;
import dev.tenk.user.trace.TraceCollector;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;

/**
 * The engines that all tests of this module share: PostgreSQL, Redis and the broker; what stands in
 * media-service's place; and what traces are exported to.
 */
@QuarkusTestResource(
    value = PostgresResource.class,
    initArgs = @ResourceArg(name = "service", value = "user"))
@QuarkusTestResource(RedisResource.class)
@QuarkusTestResource(BrokerResource.class)
@QuarkusTestResource(MediaStub.class)
@QuarkusTestResource(TraceCollector.class)
public final class Engines {}
