package dev.tenk.media.upload;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.Optional;

/** The formats that are taken, each known by its signature and with its size in its header. */
enum ImageFormat {
  /** ISO/IEC 10918-1: segments up to the start of frame. */
  JPEG("image/jpeg") {
    @Override
    boolean matches(ByteBuffer head) {
      return head.limit() > 3
          && unsigned(head, 0) == 0xFF
          && unsigned(head, 1) == 0xD8
          && unsigned(head, 2) == 0xFF;
    }

    @Override
    Optional<Size> size(ByteBuffer head, FileChannel file) throws IOException {
      return JpegFrame.size(file);
    }
  },
  /** RFC 2083: IHDR is the first chunk. */
  PNG("image/png") {
    @Override
    boolean matches(ByteBuffer head) {
      return text(head, 0, "\u0089PNG\r\n\u001a\n") && text(head, 12, "IHDR");
    }

    @Override
    Optional<Size> size(ByteBuffer head, FileChannel file) {
      return head.limit() < 24
          ? Optional.empty()
          : Optional.of(
              new Size(
                  Integer.toUnsignedLong(head.getInt(16)),
                  Integer.toUnsignedLong(head.getInt(20))));
    }
  },
  /** GIF87a and GIF89a: the logical screen. */
  GIF("image/gif") {
    @Override
    boolean matches(ByteBuffer head) {
      return text(head, 0, "GIF87a") || text(head, 0, "GIF89a");
    }

    @Override
    Optional<Size> size(ByteBuffer head, FileChannel file) {
      if (head.limit() < 10) {
        return Optional.empty();
      }
      ByteBuffer little = head.duplicate().order(ByteOrder.LITTLE_ENDIAN);
      return Optional.of(
          new Size(
              Short.toUnsignedInt(little.getShort(6)), Short.toUnsignedInt(little.getShort(8))));
    }
  },
  /** RFC 9649: the first chunk is VP8, VP8L or VP8X. */
  WEBP("image/webp") {
    @Override
    boolean matches(ByteBuffer head) {
      return text(head, 0, "RIFF") && text(head, 8, "WEBP");
    }

    @Override
    Optional<Size> size(ByteBuffer head, FileChannel file) {
      return WebpChunk.size(head.duplicate().order(ByteOrder.LITTLE_ENDIAN));
    }
  },
  /** AV1 Image File Format: the largest image spatial extent ({@code ispe}) of the meta box. */
  AVIF("image/avif") {
    @Override
    boolean matches(ByteBuffer head) {
      return text(head, 4, "ftyp") && (text(head, 8, "avif") || text(head, 8, "avis"));
    }

    @Override
    Optional<Size> size(ByteBuffer head, FileChannel file) {
      Optional<Size> largest = Optional.empty();
      for (int at = 0; at + 16 <= head.limit(); at++) {
        if (text(head, at, "ispe")) {
          Size size =
              new Size(
                  Integer.toUnsignedLong(head.getInt(at + 8)),
                  Integer.toUnsignedLong(head.getInt(at + 12)));
          if (largest.isEmpty() || size.pixels() > largest.get().pixels()) {
            largest = Optional.of(size);
          }
        }
      }
      return largest;
    }
  };

  private final String contentType;

  ImageFormat(String contentType) {
    this.contentType = contentType;
  }

  /** The media type. */
  String contentType() {
    return contentType;
  }

  /** Whether the signature is there. */
  abstract boolean matches(ByteBuffer head);

  /** The size that the header claims, or nothing where the header is broken. */
  abstract Optional<Size> size(ByteBuffer head, FileChannel file) throws IOException;

  /** Width and height in pixels. */
  record Size(long width, long height) {

    long pixels() {
      return width * height;
    }
  }

  static int unsigned(ByteBuffer buffer, int at) {
    return Byte.toUnsignedInt(buffer.get(at));
  }

  static boolean text(ByteBuffer buffer, int at, String expected) {
    byte[] bytes = expected.getBytes(ISO_8859_1);
    return buffer.limit() >= at + bytes.length
        && buffer.slice(at, bytes.length).equals(ByteBuffer.wrap(bytes));
  }
}
