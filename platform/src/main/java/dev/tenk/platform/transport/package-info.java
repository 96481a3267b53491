/** How bytes come and go: the kernel's epoll, in native images too. */
@NullMarked
package dev.tenk.platform.transport;

import org.jspecify.annotations.NullMarked;
