package dev.tenk.platform.database.consistency;

import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/** The position of the current request's caller. */
@RequestScoped
class RequestPosition {

  private final CallerPosition position = new CallerPosition();
  private @Nullable String writesFor;
  private boolean recalled;

  CallerPosition position() {
    return position;
  }

  @Nullable String writesFor() {
    return writesFor;
  }

  void writesFor(String identity) {
    writesFor = identity;
  }

  /** Whether what others remember of the caller was asked for; afterwards it was. */
  synchronized boolean recall() {
    boolean before = recalled;
    recalled = true;
    return before;
  }
}
