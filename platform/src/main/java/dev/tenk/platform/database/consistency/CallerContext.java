package dev.tenk.platform.database.consistency;

import java.util.List;
import java.util.Optional;

/** The request in which a read or write happens. Asked only while a request context is active. */
public interface CallerContext {

  /** The tokens that the caller brought. */
  List<String> tokens();

  /** Takes a token for the caller to keep. */
  void give(String token);

  /** Who the caller is, the same in every request; nothing for a stranger. */
  Optional<String> identity();
}
