package dev.tenk.worker.image;

import java.io.IOException;

/** Larger pictures held the room for too long: another try may succeed. */
public final class NoRoomException extends IOException {

  private static final long serialVersionUID = 1L;

  NoRoomException() {
    super("no room for its pixels in time");
  }
}
