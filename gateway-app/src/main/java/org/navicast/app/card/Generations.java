package org.navicast.app.card;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The configurations that a board has had: a folder for each, {@code generations/1} and so on, and
 * the link {@code current} to the one in use. A generation is made current when it is whole and on
 * the disk; the link is replaced by renaming another over it, which a power cut does not tear.
 */
final class Generations {
  private static final String CURRENT = "current";
  private static final String NEXT_LINK = "current.new";
  private static final String GENERATIONS = "generations";

  private final Path home;
  private final Path folder;
  private final Disk disk;

  /**
   * @param home made where it is not there
   */
  Generations(Path home, Disk disk) {
    this.home = home;
    this.folder = home.resolve(GENERATIONS);
    this.disk = disk;
  }

  /** The folder of the generation in use. */
  Optional<Path> current() throws IOException {
    Path link = home.resolve(CURRENT);
    return Files.isDirectory(link) ? Optional.of(link.toRealPath()) : Optional.empty();
  }

  /** What a file of the generation in use holds. */
  Optional<byte[]> read(Path name) throws IOException {
    Optional<Path> file = current().map(now -> now.resolve(name)).filter(Files::isRegularFile);
    return file.isEmpty() ? Optional.empty() : Optional.of(Files.readAllBytes(file.get()));
  }

  /** True where the generation in use has these files, and perhaps others. */
  boolean holds(Map<Path, byte[]> files) throws IOException {
    for (Map.Entry<Path, byte[]> file : files.entrySet()) {
      Optional<byte[]> there = read(file.getKey());
      if (there.isEmpty() || !Arrays.equals(there.get(), file.getValue())) {
        return false;
      }
    }
    return true;
  }

  /** True where the generation in use has these files and no others. */
  boolean consistsOf(Map<Path, byte[]> files) throws IOException {
    Optional<Path> now = current();
    if (now.isEmpty() || !holds(files)) {
      return false;
    }
    try (Stream<Path> walk = Files.walk(now.get())) {
      return walk.filter(Files::isRegularFile).count() == files.size();
    }
  }

  /** Deletes what a power cut left behind, and every generation but the one in use. */
  void tidy() throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    Path link = home.resolve(NEXT_LINK);
    if (Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
      disk.delete(link);
    }
    Optional<Path> now = current();
    for (Path generation : all()) {
      if (now.isEmpty() || !Files.isSameFile(now.get(), generation)) {
        discard(generation);
      }
    }
  }

  /** Makes the folder of the next generation, which is not in use yet. */
  Path begin() throws IOException {
    makeFolders(folder);
    int last =
        all().stream()
            .mapToInt(generation -> Integer.parseInt(generation.getFileName().toString()))
            .max()
            .orElse(0);
    Path next = folder.resolve(Integer.toString(last + 1));
    disk.makeFolder(next);
    return next;
  }

  /** Puts files into a generation that was begun. */
  void add(Path generation, Map<Path, byte[]> files) throws IOException {
    for (Map.Entry<Path, byte[]> file : files.entrySet()) {
      Path path = generation.resolve(file.getKey());
      makeFolders(path.resolveSibling("."));
      disk.write(path, file.getValue());
    }
  }

  /** Puts a generation that is whole in use. */
  void use(Path generation) throws IOException {
    try (Stream<Path> walk = Files.walk(generation)) {
      for (Path inner : walk.filter(Files::isDirectory).toList()) {
        disk.sync(inner);
      }
    }
    disk.sync(folder);
    Path link = home.resolve(NEXT_LINK);
    disk.link(link, home.relativize(generation));
    disk.rename(link, home.resolve(CURRENT));
    disk.sync(home);
  }

  /** Deletes a generation that is not in use. */
  void discard(Path generation) throws IOException {
    try (Stream<Path> walk = Files.walk(generation)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        disk.delete(path);
      }
    }
    disk.sync(folder);
  }

  private List<Path> all() throws IOException {
    try (DirectoryStream<Path> generations =
        Files.newDirectoryStream(
            folder, path -> path.getFileName().toString().matches("[1-9][0-9]{0,8}"))) {
      return StreamSupport.stream(generations.spliterator(), false).toList();
    }
  }

  private void makeFolders(Path wanted) throws IOException {
    Path path = wanted.normalize();
    if (!Files.isDirectory(path)) {
      Path parent = path.getParent();
      if (parent != null) {
        makeFolders(parent);
      }
      disk.makeFolder(path);
      if (parent != null) {
        disk.sync(parent);
      }
    }
  }
}
