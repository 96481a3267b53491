/** Every refusal that the API's description names, provoked. */
@NullMarked
package dev.tenk.user.refusal;

import org.jspecify.annotations.NullMarked;
