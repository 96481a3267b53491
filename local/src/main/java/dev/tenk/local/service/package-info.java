/** The services as processes: their ports, their environment, their readiness. */
@NullMarked
package dev.tenk.local.service;

import org.jspecify.annotations.NullMarked;
