package dev.tenk.platform.blob;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/** Stored bytes. They never change: a key is written once, or again with the same content. */
public interface Blob {

  /** Length in bytes. */
  long bytes();

  /** The bytes from the start. Blocking; the caller closes it. */
  InputStream open() throws IOException;

  /**
   * The file that holds exactly these bytes, where the store is a directory: for sending without a
   * copy.
   */
  Optional<Path> file();
}
