/** Sessions: signing in, staying signed in, signing out. */
@NullMarked
package dev.tenk.user.session;

import org.jspecify.annotations.NullMarked;
