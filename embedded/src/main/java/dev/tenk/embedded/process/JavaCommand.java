package dev.tenk.embedded.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines of small Java processes, run by the JDK that runs this one. */
public final class JavaCommand {
  /** A process that serves one machine: little memory, short warm-up. */
  private static final List<String> SMALL =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xshare:auto",
          "-Xss512k",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private JavaCommand() {}

  /** A main class of this process's class path. */
  public static List<String> main(Class<?> main, List<String> options, String... arguments) {
    return main(main.getName(), options, arguments);
  }

  /** A main class of this process's class path, by its name. */
  public static List<String> main(String main, List<String> options, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(java());
    command.addAll(SMALL);
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
    command.addAll(List.of(arguments));
    return command;
  }

  /** The java program of this process's JDK. */
  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
