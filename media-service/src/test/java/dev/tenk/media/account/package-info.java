@NullMarked
package dev.tenk.media.account;

import org.jspecify.annotations.NullMarked;
