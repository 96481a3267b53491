package dev.tenk.embedded.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Process groups, so that Ctrl-C at the terminal reaches the parent alone, which then stops its
 * children in order.
 *
 * <p>All groups stay in one session: Linux gives each session its share of the processors
 * (autogroup, see sched(7)), whatever the {@code nice} of a process says, and in it leaves a thread
 * that sleeps much waiting for one that computes on another processor. With a session for each
 * process, single requests waited 40 ms for a processor that was a half idle.
 */
final class ProcessGroup {

  /** Both become the program, under the same process id. */
  private static final List<String> PERL =
      List.of(
          "/usr/bin/perl", "-e", "setpgrp(0, 0); exec { $ARGV[0] } @ARGV or die \"$ARGV[0]: $!\"");

  private static final List<String> SETSID = List.of("/usr/bin/setsid");

  private ProcessGroup() {}

  /** The command in a new group; in a new session where there is no Perl. */
  static List<String> ofItsOwn(List<String> command) {
    return Stream.of(PERL, SETSID)
        .filter(starter -> Files.isExecutable(Path.of(starter.getFirst())))
        .findFirst()
        .map(starter -> Stream.concat(starter.stream(), command.stream()).toList())
        .orElse(command);
  }
}
