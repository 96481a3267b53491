/** Which server answers: decided once per transaction, when it first needs a connection. */
@NullMarked
package dev.tenk.platform.database.routing;

import org.jspecify.annotations.NullMarked;
