/** An AMQP 1.0 broker: confirmed sends, and receivers whose credit is their parallelism. */
@NullMarked
package dev.tenk.platform.broker;

import org.jspecify.annotations.NullMarked;
