package dev.tenk.worker.vips;

import static dev.tenk.worker.vips.VipsFunction.G_OBJECT_GET_PROPERTY;
import static dev.tenk.worker.vips.VipsFunction.G_OBJECT_REF;
import static dev.tenk.worker.vips.VipsFunction.G_OBJECT_SET_PROPERTY;
import static dev.tenk.worker.vips.VipsFunction.G_OBJECT_UNREF;
import static dev.tenk.worker.vips.VipsFunction.G_VALUE_GET_BOXED;
import static dev.tenk.worker.vips.VipsFunction.G_VALUE_GET_OBJECT;
import static dev.tenk.worker.vips.VipsFunction.G_VALUE_INIT;
import static dev.tenk.worker.vips.VipsFunction.G_VALUE_SET_BOXED;
import static dev.tenk.worker.vips.VipsFunction.G_VALUE_SET_OBJECT;
import static dev.tenk.worker.vips.VipsFunction.G_VALUE_SET_STRING;
import static dev.tenk.worker.vips.VipsFunction.G_VALUE_UNSET;
import static dev.tenk.worker.vips.VipsFunction.VIPS_AREA_UNREF;
import static dev.tenk.worker.vips.VipsFunction.VIPS_ARRAY_IMAGE_GET_TYPE;
import static dev.tenk.worker.vips.VipsFunction.VIPS_ARRAY_IMAGE_NEW;
import static dev.tenk.worker.vips.VipsFunction.VIPS_BLOB_GET;
import static dev.tenk.worker.vips.VipsFunction.VIPS_BLOB_GET_TYPE;
import static dev.tenk.worker.vips.VipsFunction.VIPS_CACHE_OPERATION_BUILD;
import static dev.tenk.worker.vips.VipsFunction.VIPS_IMAGE_GET_TYPE;
import static dev.tenk.worker.vips.VipsFunction.VIPS_OBJECT_SET_FROM_STRING;
import static dev.tenk.worker.vips.VipsFunction.VIPS_OBJECT_UNREF_OUTPUTS;
import static dev.tenk.worker.vips.VipsFunction.VIPS_OPERATION_NEW;

/**
 * One run of a libvips operation: inputs are set by name, then it is built, and its output taken.
 *
 * <p>Images and blobs that go in are referenced by the operation, so a lazy image keeps what it was
 * made from. For one thread, in a try-with-resources.
 */
final class VipsOperation implements AutoCloseable {

  private static final int GVALUE_BYTES = 24;
  private static final long TYPE_STRING = 16 << 2;

  private final VipsFunctions vips;
  private long operation;

  VipsOperation(VipsFunctions vips, String name) {
    this.vips = vips;
    this.operation = vips.call(VIPS_OPERATION_NEW, name, 0);
    if (operation == 0) {
      throw vips.failure();
    }
  }

  VipsOperation image(String property, long image) {
    set(property, vips.call(VIPS_IMAGE_GET_TYPE), G_VALUE_SET_OBJECT, image);
    return this;
  }

  VipsOperation blob(String property, long blob) {
    set(property, vips.call(VIPS_BLOB_GET_TYPE), G_VALUE_SET_BOXED, blob);
    return this;
  }

  VipsOperation images(String property, long[] images) {
    long pointers = vips.allocatePointers(images);
    long array = vips.call(VIPS_ARRAY_IMAGE_NEW, pointers, images.length);
    vips.free(pointers);
    set(property, vips.call(VIPS_ARRAY_IMAGE_GET_TYPE), G_VALUE_SET_BOXED, array);
    vips.call(VIPS_AREA_UNREF, array);
    return this;
  }

  /** A text that {@link #options} could not carry, for its commas or brackets. */
  VipsOperation text(String property, String text) {
    long value = newValue(TYPE_STRING);
    try {
      vips.call(G_VALUE_SET_STRING, value, text, 0);
      vips.call(G_OBJECT_SET_PROPERTY, operation, property, value);
    } finally {
      freeValue(value);
    }
    return this;
  }

  /** Everything that fits the command line's form, {@code name=value,...}. */
  VipsOperation options(String options) {
    if ((int) vips.call(VIPS_OBJECT_SET_FROM_STRING, operation, options, 0) != 0) {
      throw vips.failure();
    }
    return this;
  }

  /** Builds it, and takes the image that comes out: a reference that the caller owns. */
  long buildImage() {
    build();
    long value = get("out", vips.call(VIPS_IMAGE_GET_TYPE));
    try {
      return vips.call(G_OBJECT_REF, vips.call(G_VALUE_GET_OBJECT, value));
    } finally {
      freeValue(value);
    }
  }

  /** Builds it, which runs it for a saver, and copies the bytes that come out. */
  byte[] buildBytes() {
    build();
    long value = get("buffer", vips.call(VIPS_BLOB_GET_TYPE));
    try {
      return vips.copyOf(vips.callForBytes(VIPS_BLOB_GET, vips.call(G_VALUE_GET_BOXED, value)));
    } finally {
      freeValue(value);
    }
  }

  @Override
  public void close() {
    vips.call(VIPS_OBJECT_UNREF_OUTPUTS, operation);
    vips.call(G_OBJECT_UNREF, operation);
  }

  private void build() {
    long built = vips.call(VIPS_CACHE_OPERATION_BUILD, operation);
    if (built == 0) {
      throw vips.failure();
    }
    vips.call(G_OBJECT_UNREF, operation);
    operation = built;
  }

  private void set(String property, long type, VipsFunction setter, long content) {
    long value = newValue(type);
    try {
      vips.call(setter, value, content);
      vips.call(G_OBJECT_SET_PROPERTY, operation, property, value);
    } finally {
      freeValue(value);
    }
  }

  private long get(String property, long type) {
    long value = newValue(type);
    vips.call(G_OBJECT_GET_PROPERTY, operation, property, value);
    return value;
  }

  private long newValue(long type) {
    long value = vips.allocate(GVALUE_BYTES);
    vips.call(G_VALUE_INIT, value, type);
    return value;
  }

  private void freeValue(long value) {
    vips.call(G_VALUE_UNSET, value);
    vips.free(value);
  }
}
