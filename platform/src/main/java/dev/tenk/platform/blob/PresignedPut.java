package dev.tenk.platform.blob;

import java.net.URI;
import java.util.Map;

/**
 * A request by which a client puts bytes into the store itself, without a key of its own.
 *
 * @param url where to
 * @param headers that the client must send so; the length is one of them
 */
public record PresignedPut(URI url, Map<String, String> headers) {

  /** Copies the map. */
  public PresignedPut {
    headers = Map.copyOf(headers);
  }
}
