@NullMarked
package dev.tenk.deploy.alert;

import org.jspecify.annotations.NullMarked;
