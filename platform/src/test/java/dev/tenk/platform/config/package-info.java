@NullMarked
package dev.tenk.platform.config;

import org.jspecify.annotations.NullMarked;
