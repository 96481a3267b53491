/** What media-service says of people's pictures. */
@NullMarked
package dev.tenk.user.picture;

import org.jspecify.annotations.NullMarked;
