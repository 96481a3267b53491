package dev.tenk.embedded.postgres;

import dev.tenk.embedded.process.LiveTreeVisitor;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/**
 * A copy of a running primary that can start as its replica: the low-level backup API of PostgreSQL
 * ("Continuous Archiving and Point-in-Time Recovery", 25.3.4), since the artifacts hold no
 * pg_basebackup. The write-ahead log is not copied: the replica streams it from the slot's position
 * on.
 */
final class BaseBackup {
  private static final Set<String> EMPTY_DIRECTORIES =
      Set.of(
          "pg_wal",
          "pg_replslot",
          "pg_dynshmem",
          "pg_notify",
          "pg_serial",
          "pg_snapshots",
          "pg_stat_tmp",
          "pg_subtrans");
  private static final Set<String> LEFT_OUT =
      Set.of("postmaster.pid", "postmaster.opts", "pg_internal.init");

  private BaseBackup() {}

  /**
   * Copies {@code source}, the data of the primary that {@code connection} is a superuser's session
   * of.
   */
  static void copy(Connection connection, Path source, Path target)
      throws SQLException, IOException {
    Files.createDirectory(
        target, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    try (Statement statement = connection.createStatement()) {
      statement.execute("SELECT pg_backup_start('replica', fast => true)");
      Files.walkFileTree(source, new Copy(source, target));
      try (ResultSet stop =
          statement.executeQuery(
              "SELECT labelfile FROM pg_backup_stop(wait_for_archive => false)")) {
        stop.next();
        Files.writeString(target.resolve("backup_label"), stop.getString(1));
      }
    }
    Files.createFile(target.resolve("standby.signal"));
  }

  private static final class Copy extends LiveTreeVisitor {
    private final Path source;
    private final Path target;

    Copy(Path source, Path target) {
      this.source = source;
      this.target = target;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
        throws IOException {
      Path relative = source.relativize(directory);
      if (directory.equals(source)) {
        return FileVisitResult.CONTINUE;
      }
      Files.createDirectory(
          target.resolve(relative),
          PosixFilePermissions.asFileAttribute(Files.getPosixFilePermissions(directory)));
      return EMPTY_DIRECTORIES.contains(relative.toString())
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (!LEFT_OUT.contains(file.getFileName().toString())) {
        try {
          Files.copy(file, target.resolve(source.relativize(file)));
        } catch (NoSuchFileException e) {
          return FileVisitResult
              .CONTINUE; // dropped meanwhile: the log that the replica replays says so too
        }
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
