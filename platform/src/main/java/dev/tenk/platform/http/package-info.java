/** What every HTTP answer has in common: problem+json for errors, request ids, bounded bodies. */
@NullMarked
package dev.tenk.platform.http;

import org.jspecify.annotations.NullMarked;
