package dev.tenk.user.session;

import dev.tenk.platform.http.ClientAddress;
import org.jspecify.annotations.Nullable;

/**
 * Who speaks, as far as the connection tells.
 *
 * @param userAgent what the client calls itself
 */
record Client(ClientAddress address, @Nullable String userAgent) {}
