package dev.tenk.user;

import dev.tenk.embedded.test.BrokerResource;
import dev.tenk.embedded.test.PostgresResource;
import dev.tenk.embedded.test.RedisResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;

/**
 * The engines that all tests of this module share: PostgreSQL, Redis and the broker; and what
 * stands in media-service's place.
 */
@QuarkusTestResource(
    value = PostgresResource.class,
    initArgs = @ResourceArg(name = "service", value = "user"))
@QuarkusTestResource(RedisResource.class)
@QuarkusTestResource(BrokerResource.class)
@QuarkusTestResource(MediaStub.class)
public final class Engines {}
