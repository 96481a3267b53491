package dev.tenk.user.account;

import org.jspecify.annotations.Nullable;

/**
 * A change of one's own account; what is missing or null stays.
 *
 * @param displayName what it calls itself from now on
 */
record ProfileChange(@DisplayName @Nullable String displayName) {}
