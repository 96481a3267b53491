/** Manifests, parsed as strictly as a cluster would. */
@NullMarked
package dev.tenk.deploy.manifest;

import org.jspecify.annotations.NullMarked;
