package dev.tenk.user.account;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * A request to lock an account.
 *
 * @param reason why, for other administrators
 */
record AccountLock(@NotBlank @Size(max = 500) String reason) {}
