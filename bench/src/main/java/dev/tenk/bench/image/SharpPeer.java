package dev.tenk.bench.image;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/** A process of node with sharp, which npm brings as its lock file says. */
final class SharpPeer implements AutoCloseable {

  private static final String CHECKOUT = "tenk.checkout";

  private final Process node;
  private final Writer questions;
  private final BufferedReader answers;

  private SharpPeer(Process node) {
    this.node = node;
    this.questions = node.outputWriter();
    this.answers = node.inputReader();
  }

  static SharpPeer start() throws IOException, InterruptedException {
    Path home = Path.of(System.getProperty(CHECKOUT, "")).resolve("bench/peers/sharp");
    if (!Files.exists(home.resolve("node_modules/sharp"))) {
      Process npm = in(home, "npm", "ci", "--silent", "--no-audit", "--no-fund").start();
      if (npm.waitFor() != 0) {
        throw new IOException("npm does not bring sharp: run 'npm ci' in " + home);
      }
    }
    return new SharpPeer(in(home, "node", "pictures.mjs").start());
  }

  /** Sharp written in one of the peer's forms. */
  Contender form(String name, String form) {
    return new Contender() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Cost make(Path original) throws IOException {
        return ask(form + "\t" + original);
      }
    };
  }

  private Contender.Cost ask(String question) throws IOException {
    questions.write(question + "\n");
    questions.flush();
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException("sharp has ended");
    }
    String[] numbers = answer.split("\t", -1);
    return new Contender.Cost(
        Long.parseLong(numbers[0]),
        Long.parseLong(numbers[1]),
        Integer.parseInt(numbers[2]),
        Long.parseLong(numbers[3]));
  }

  private static ProcessBuilder in(Path home, String... command) {
    return new ProcessBuilder(command)
        .directory(home.toFile())
        .redirectError(ProcessBuilder.Redirect.INHERIT);
  }

  @Override
  public void close() {
    node.destroy();
  }
}
