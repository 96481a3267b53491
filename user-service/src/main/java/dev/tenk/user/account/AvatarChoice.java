package dev.tenk.user.account;

import dev.tenk.platform.id.ShardedId;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Which picture shall show an account.
 *
 * @param medium one of its own media, public, ready or being processed
 */
record AvatarChoice(
    @NotNull @Schema(implementation = String.class, format = "uuid") ShardedId medium) {}
