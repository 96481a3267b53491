package dev.tenk.platform.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A mapping of a file whose pages in memory are what the file has: whoever lets go of them reads
 * the same again.
 *
 * @param start address of the first byte
 * @param length bytes of addresses
 * @param resident bytes in memory
 */
record FilePages(long start, long length, long resident) {

  /** An address range, permissions, offset, device, inode and path: proc_pid_maps(5). */
  private static final Pattern MAPPING =
      Pattern.compile("([0-9a-f]+)-([0-9a-f]+) ([-rwxsp]{4}) \\S+ \\S+ \\S+ *(.*)");

  private static final Pattern AMOUNT = Pattern.compile("(\\w+): +(\\d+) kB");
  private static final int HEXADECIMAL = 16;
  private static final long KIBIBYTE = 1024;

  /**
   * The mappings of the file which nothing can write to and nothing has written to: a page that was
   * written, by the linker say, is no longer the file's and would be lost.
   *
   * @param smaps lines of proc_pid_smaps(5)
   * @param file as it is named there
   */
  static List<FilePages> unwritten(Stream<String> smaps, String file) {
    var reader = new Reader(file);
    smaps.forEach(reader::read);
    reader.end();
    return List.copyOf(reader.found);
  }

  private static final class Reader {

    private final String file;
    private final List<FilePages> found = new ArrayList<>();
    private boolean wanted;
    private long start;
    private long length;
    private OptionalLong resident = OptionalLong.empty();
    private OptionalLong written = OptionalLong.empty();

    Reader(String file) {
      this.file = file;
    }

    void read(String line) {
      Matcher mapping = MAPPING.matcher(line);
      if (mapping.matches()) {
        end();
        start = Long.parseUnsignedLong(mapping.group(1), HEXADECIMAL);
        length = Long.parseUnsignedLong(mapping.group(2), HEXADECIMAL) - start;
        wanted = mapping.group(3).indexOf('w') < 0 && mapping.group(4).equals(file);
        return;
      }
      Matcher amount = AMOUNT.matcher(line);
      if (wanted && amount.matches()) {
        OptionalLong bytes = OptionalLong.of(Long.parseLong(amount.group(2)) * KIBIBYTE);
        switch (amount.group(1)) {
          case "Rss" -> resident = bytes;
          case "Anonymous" -> written = bytes;
          default -> {}
        }
      }
    }

    /** A mapping of which the kernel does not tell what was written is left alone. */
    void end() {
      if (wanted && written.orElse(1) == 0 && resident.orElse(0) > 0) {
        found.add(new FilePages(start, length, resident.getAsLong()));
      }
      wanted = false;
      resident = OptionalLong.empty();
      written = OptionalLong.empty();
    }
  }
}
