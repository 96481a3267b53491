/**
 * The messages between services: CloudEvents 1.0 in structured JSON, one record per event.
 *
 * <p>The version is the last segment of the type. Within a version fields are only added, and
 * readers ignore the ones they do not know; a change of meaning is a new type. The golden files of
 * this module's tests hold the shapes.
 */
@NullMarked
package dev.tenk.contract;

import org.jspecify.annotations.NullMarked;
