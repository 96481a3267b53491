/** Programs that the tests run: kubectl, helm, sh. */
@NullMarked
package dev.tenk.deploy.tool;

import org.jspecify.annotations.NullMarked;
