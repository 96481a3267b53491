/** The overlays, rendered. */
@NullMarked
package dev.tenk.deploy.kustomize;

import org.jspecify.annotations.NullMarked;
