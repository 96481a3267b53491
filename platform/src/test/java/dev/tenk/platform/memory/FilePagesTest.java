package dev.tenk.platform.memory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FilePagesTest {

  private static final String FILE = "/srv/a service-runner";

  @Test
  void findsWhatIsTheFilesAlone() {
    assertThat(
            FilePages.unwritten(
                """
                00400000-00405000 r--p 00000000 fe:00 5324854                            /srv/a service-runner
                Size:                 20 kB
                Rss:                  16 kB
                Private_Dirty:         0 kB
                Anonymous:             0 kB
                VmFlags: rd mr mw me
                00410000-046df000 r-xp 00010000 fe:00 5324854                            /srv/a service-runner
                Size:              68412 kB
                Rss:               46008 kB
                Anonymous:             0 kB
                """
                    .lines(),
                FILE))
        .containsExactly(
            new FilePages(0x400000, 0x5000, 16 << 10),
            new FilePages(0x410000, 0x42cf000, 46008 << 10));
  }

  @Test
  void leavesWhatWasOrCanBeWritten() {
    assertThat(
            FilePages.unwritten(
                """
                046f4000-046f5000 r--p 042f4000 fe:00 5324854                            /srv/a service-runner
                Rss:                   4 kB
                Anonymous:             4 kB
                04710000-09220000 rw-p 04310000 fe:00 5324854                            /srv/a service-runner
                Rss:                  64 kB
                Anonymous:             0 kB
                """
                    .lines(),
                FILE))
        .isEmpty();
  }

  @Test
  void leavesWhatIsNotTheFiles() {
    assertThat(
            FilePages.unwritten(
                """
                7f0000000000-7f0000001000 r-xp 00000000 fe:00 17                         /lib/libc.so.6
                Rss:                   4 kB
                Anonymous:             0 kB
                7f0000001000-7f0000002000 r--p 00000000 00:00 0
                Rss:                   4 kB
                Anonymous:             0 kB
                """
                    .lines(),
                FILE))
        .isEmpty();
  }

  @Test
  void leavesWhatIsNotInMemoryOrNotTold() {
    assertThat(
            FilePages.unwritten(
                """
                00400000-00405000 r--p 00000000 fe:00 5324854                            /srv/a service-runner
                Rss:                   0 kB
                Anonymous:             0 kB
                00410000-00420000 r-xp 00000000 fe:00 5324854                            /srv/a service-runner
                Rss:                   4 kB
                """
                    .lines(),
                FILE))
        .isEmpty();
  }

  @Test
  void readsWhatTheKernelTells() throws IOException {
    String executable = Files.readSymbolicLink(Path.of("/proc/self/exe")).toString();
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/smaps"), UTF_8)) {
      List<FilePages> found = FilePages.unwritten(lines, executable);
      assertThat(found).isNotEmpty();
      assertThat(found)
          .allSatisfy(
              pages ->
                  assertThat(pages.resident()).isPositive().isLessThanOrEqualTo(pages.length()));
    }
  }
}
