@NullMarked
package dev.tenk.platform.http;

import org.jspecify.annotations.NullMarked;
