/** What is done to the services' images after Quarkus has pushed them. */
@NullMarked
package dev.tenk.deploy.image;

import org.jspecify.annotations.NullMarked;
