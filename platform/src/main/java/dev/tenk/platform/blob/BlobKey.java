package dev.tenk.platform.blob;

import java.util.regex.Pattern;

/**
 * Where a blob lies: a collection, a group that is deleted as one, a name within it. As text {@code
 * collection/group/name}.
 *
 * @param collection what kind of things these are, for instance {@code media}
 * @param group the thing that they belong to, for instance an id
 * @param name the blob within its group
 */
public record BlobKey(String collection, String group, String name) {

  private static final Pattern SEGMENT =
      Pattern.compile("[a-z0-9][a-z0-9-]{0,99}(\\.[a-z0-9]{1,9})?");

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException when one is more than lower-case letters, digits and dashes,
   *     with one extension
   */
  public BlobKey {
    check(collection);
    check(group);
    check(name);
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException when it is not three sound segments
   */
  public static BlobKey parse(String text) {
    String[] segments = text.split("/", -1);
    if (segments.length != 3) {
      throw new IllegalArgumentException("not a blob key: " + text);
    }
    return new BlobKey(segments[0], segments[1], segments[2]);
  }

  static void check(String segment) {
    if (!SEGMENT.matcher(segment).matches()) {
      throw new IllegalArgumentException("not a segment of a blob key: " + segment);
    }
  }

  @Override
  public String toString() {
    return collection + "/" + group + "/" + name;
  }
}
