package dev.tenk.local;

import dev.tenk.embedded.postgres.Postgres;
import dev.tenk.embedded.process.EngineHome;
import dev.tenk.local.service.Flavour;
import dev.tenk.local.service.Service;
import dev.tenk.local.service.ServiceMigration;
import dev.tenk.local.terminal.Progress;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;

/** {@code migrate}: brings the databases of the stopped suite to what is built. */
final class MigrateCommand {
  private final Path checkout;
  private final Path state;
  private final Progress progress;

  MigrateCommand(Path checkout, Path state, PrintStream out) {
    this.checkout = checkout;
    this.state = state;
    this.progress = new Progress(out, InstantSource.system());
  }

  void run() {
    try (CheckoutLock lock = CheckoutLock.take(state)) {
      EngineHome home = EngineHome.in(state, true);
      home.ledger().endLeftovers();
      Runtime.getRuntime()
          .addShutdownHook(new Thread(home.ledger()::endLeftovers, "migration-stop"));
      try (Postgres postgres = new Postgres(home)) {
        progress.step("PostgreSQL", postgres::start);
        progress.step(
            "migration of user-service",
            () -> ServiceMigration.run(Service.USER, checkout, Flavour.JVM, postgres.user(), home));
        progress.step(
            "migration of media-service",
            () ->
                ServiceMigration.run(Service.MEDIA, checkout, Flavour.JVM, postgres.media(), home));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
