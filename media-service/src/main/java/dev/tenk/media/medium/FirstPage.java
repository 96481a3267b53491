package dev.tenk.media.medium;

import dev.tenk.platform.page.Page;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A page of media as the API shows it; the first public one of each owner is cached. */
@RegisterForReflection
@Schema(name = "PageMedium")
public record FirstPage(List<Medium> items, @Nullable String next) {

  static FirstPage of(Page<Medium> page) {
    return new FirstPage(page.items(), page.next());
  }
}
