package dev.tenk.media.delivery;

import dev.tenk.media.link.Signature;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What a signed link has beside its path. */
record LinkQuery(
    @RestQuery @Parameter(description = "Of a link: when it expires") @Nullable String exp,
    @RestQuery @Parameter(description = "Of a link: the key that signed it") @Nullable String kid,
    @RestQuery @Parameter(description = "Of a link: its signature") @Nullable String sig) {

  Optional<Signature> signature() {
    return Signature.of(exp, kid, sig);
  }
}
