/** An AMQP 1.0 broker: Artemis in a process of its own. */
@NullMarked
package dev.tenk.embedded.broker;

import org.jspecify.annotations.NullMarked;
