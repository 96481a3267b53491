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
 *
 * <p>Whose claim is little has a session of its own, whose share is little. In the session of the
 * others it would compute with all that session's claim against PostgreSQL, which puts each of its
 * processes into a session, and keep them waiting.
 */
final class ProcessGroup {

  private static final String NICE = "10";

  /** All become the program, under the same process id. */
  private static final List<String> GROUP_BY_PERL = byPerl("setpgrp(0, 0);");

  private static final List<String> SESSION_BY_PERL =
      byPerl(
          "use POSIX (); POSIX::setsid(); setpriority(0, 0, $NICE);"
              .concat(" if (open(my $share, '>', '/proc/self/autogroup')) {")
              .concat(" print $share $NICE; close $share }")
              .replace("$NICE", NICE));

  private static final List<String> SETSID = List.of("/usr/bin/setsid");
  private static final List<String> NICE_BY_SETSID = List.of("/usr/bin/setsid", "nice", "-n", NICE);

  private ProcessGroup() {}

  /** The command in a new group; in a new session where there is no Perl. */
  static List<String> ofItsOwn(List<String> command, Claim claim) {
    return (claim == Claim.LITTLE
            ? Stream.of(SESSION_BY_PERL, NICE_BY_SETSID)
            : Stream.of(GROUP_BY_PERL, SETSID))
        .filter(starter -> Files.isExecutable(Path.of(starter.getFirst())))
        .findFirst()
        .map(starter -> Stream.concat(starter.stream(), command.stream()).toList())
        .orElse(command);
  }

  private static List<String> byPerl(String before) {
    return List.of(
        "/usr/bin/perl", "-e", before + " exec { $ARGV[0] } @ARGV or die \"$ARGV[0]: $!\"");
  }
}
