/** Consistency tokens in HTTP: the header {@code Tenk-Consistency} and the signed-in caller. */
@NullMarked
package dev.tenk.platform.database.http;

import org.jspecify.annotations.NullMarked;
