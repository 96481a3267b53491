/**
 * Answers that may be kept: representations with strong tags, conditional requests, ranges, what
 * caches on the way are told, and how they are told of changes.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110">RFC 9110</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9111">RFC 9111</a>
 */
@NullMarked
package dev.tenk.platform.http.cache;

import org.jspecify.annotations.NullMarked;
