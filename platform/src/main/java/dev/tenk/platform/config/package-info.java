/** Start-up checks that refuse unsafe configuration by name. */
@NullMarked
package dev.tenk.platform.config;

import org.jspecify.annotations.NullMarked;
