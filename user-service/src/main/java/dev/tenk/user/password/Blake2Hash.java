package dev.tenk.user.password;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bouncycastle.crypto.digests.Blake2bDigest;

/** What argon2 takes from BLAKE2b: RFC 9106, sections 3.2 and 3.3. */
final class Blake2Hash {

  private static final int VERSION = 0x13;
  private static final int TYPE_ID = 2;
  private static final int MAX_BYTES = 64;

  private Blake2Hash() {}

  /** The 64 bytes that all of the memory follows from: H0. */
  static byte[] first(Argon2Cost cost, byte[] password, byte[] salt, int hashBytes) {
    ByteBuffer input =
        ByteBuffer.allocate(10 * Integer.BYTES + password.length + salt.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(cost.parallelism())
            .putInt(hashBytes)
            .putInt(cost.memoryKibibytes())
            .putInt(cost.iterations())
            .putInt(VERSION)
            .putInt(TYPE_ID)
            .putInt(password.length)
            .put(password)
            .putInt(salt.length)
            .put(salt)
            .putInt(0) // no secret
            .putInt(0); // no associated data
    return digest(input.array(), MAX_BYTES);
  }

  /** A hash of any length: H'. */
  static byte[] expand(byte[] input, int bytes) {
    ByteBuffer prefixed =
        ByteBuffer.allocate(Integer.BYTES + input.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(bytes)
            .put(input);
    if (bytes <= MAX_BYTES) {
      return digest(prefixed.array(), bytes);
    }
    ByteBuffer output = ByteBuffer.allocate(bytes);
    byte[] part = digest(prefixed.array(), MAX_BYTES);
    output.put(part, 0, MAX_BYTES / 2);
    while (output.remaining() > MAX_BYTES) {
      part = digest(part, MAX_BYTES);
      output.put(part, 0, MAX_BYTES / 2);
    }
    return output.put(digest(part, output.remaining())).array();
  }

  private static byte[] digest(byte[] input, int bytes) {
    var digest = new Blake2bDigest(Byte.SIZE * bytes);
    digest.update(input, 0, input.length);
    byte[] output = new byte[bytes];
    digest.doFinal(output, 0);
    return output;
  }
}
