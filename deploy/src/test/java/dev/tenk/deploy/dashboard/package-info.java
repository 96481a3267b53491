@NullMarked
package dev.tenk.deploy.dashboard;

import org.jspecify.annotations.NullMarked;
