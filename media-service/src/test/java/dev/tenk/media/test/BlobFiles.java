package dev.tenk.media.test;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Set;

/** Collects files below a folder that is being worked in: what goes meanwhile is left out. */
final class BlobFiles extends SimpleFileVisitor<Path> {

  private final Set<Path> files = new HashSet<>();

  private BlobFiles() {}

  static Set<Path> below(Path folder) throws IOException {
    var visitor = new BlobFiles();
    Files.walkFileTree(folder, visitor);
    return visitor.files;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    files.add(file);
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
    if (e instanceof NoSuchFileException) {
      return FileVisitResult.CONTINUE;
    }
    throw e;
  }
}
