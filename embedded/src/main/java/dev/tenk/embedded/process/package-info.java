/** Processes of the engines: started, recorded, signalled and ended. */
@NullMarked
package dev.tenk.embedded.process;

import org.jspecify.annotations.NullMarked;
