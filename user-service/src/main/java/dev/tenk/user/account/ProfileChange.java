package dev.tenk.user.account;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A change of one's own account; what is missing or null stays.
 *
 * @param displayName what it calls itself from now on
 */
record ProfileChange(
    @Schema(minLength = 1, maxLength = 80) @DisplayName @Nullable String displayName) {}
