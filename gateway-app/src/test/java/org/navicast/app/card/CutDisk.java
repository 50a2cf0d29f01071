package org.navicast.app.card;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * A disk whose power is cut at one step, and that loses at the cut what was not synced, if it is
 * told so. From the cut on every step fails.
 */
final class CutDisk implements Disk {
  /** What is left of the step at which the power is cut. */
  enum Cut {
    /** Nothing, but all that came before it. */
    BEFORE,
    /** Half of what it writes. */
    HALF,
    /** Nothing, and every name is as it was when its folder was last synced. */
    UNSYNCED_LOST
  }

  /** The power is gone. */
  static final class PowerCutException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  @FunctionalInterface
  private interface Step {
    void run() throws IOException;
  }

  /** How a name becomes again what it was. */
  private record Undo(Path folder, Step step) {}

  private final Disk disk = new SyncedDisk();
  private final Deque<Undo> undo = new ArrayDeque<>();
  private final int cutAt;
  private final Cut cut;
  private int steps;

  /**
   * @param cutAt number of the step, from 1; 0: never
   */
  CutDisk(int cutAt, Cut cut) {
    this.cutAt = cutAt;
    this.cut = cut;
  }

  static CutDisk whole() {
    return new CutDisk(0, Cut.BEFORE);
  }

  /** How many steps there were. */
  int steps() {
    return steps;
  }

  private void step(Step half, Undo undone, Step whole) throws IOException {
    steps++;
    if (cutAt != 0 && steps >= cutAt) {
      if (steps == cutAt) {
        atTheCut(half);
      }
      throw new PowerCutException();
    }
    whole.run();
    undo.push(undone);
  }

  private void atTheCut(Step half) throws IOException {
    switch (cut) {
      case BEFORE -> {}
      case HALF -> half.run();
      case UNSYNCED_LOST -> {
        for (Undo last : undo) {
          last.step().run();
        }
      }
    }
  }

  private static Undo undo(Path changed, Step step) {
    return new Undo(changed.resolve("..").toAbsolutePath().normalize(), step);
  }

  @Override
  public void makeFolder(Path folder) throws IOException {
    step(() -> {}, undo(folder, () -> deleteAll(folder)), () -> disk.makeFolder(folder));
  }

  @Override
  public void write(Path file, byte[] content) throws IOException {
    step(
        () -> create(file, Arrays.copyOf(content, content.length / 2)),
        undo(file, () -> Files.deleteIfExists(file)),
        () -> create(file, content));
  }

  @Override
  public void overwrite(Path file) throws IOException {
    byte[] half = Files.readAllBytes(file);
    Arrays.fill(half, 0, half.length / 2, (byte) 0);
    step(
        () -> Files.write(file, half),
        undo(file, () -> {}),
        () -> Files.write(file, new byte[half.length]));
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    Step restore = restore(to);
    step(
        () -> {},
        undo(
            to,
            () -> {
              Files.move(to, from);
              restore.run();
            }),
        () -> disk.rename(from, to));
  }

  @Override
  public void link(Path link, Path target) throws IOException {
    step(() -> {}, undo(link, () -> Files.deleteIfExists(link)), () -> disk.link(link, target));
  }

  @Override
  public void delete(Path path) throws IOException {
    step(() -> {}, undo(path, restore(path)), () -> disk.delete(path));
  }

  @Override
  public void sync(Path folder) throws IOException {
    Path synced = folder.toAbsolutePath().normalize();
    step(
        () -> {},
        undo(folder, () -> {}),
        () -> undo.removeIf(last -> last.folder().equals(synced)));
  }

  /** Without waiting for a medium, for there are thousands. */
  private static void create(Path file, byte[] content) throws IOException {
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(file, content);
  }

  /** Brings back what a name stands for now, unless its folder is gone for good. */
  private static Step restore(Path path) throws IOException {
    Step again = again(path);
    return () -> {
      if (Files.isDirectory(path.resolve("..").normalize())) {
        again.run();
      }
    };
  }

  private static Step again(Path path) throws IOException {
    if (Files.isSymbolicLink(path)) {
      Path target = Files.readSymbolicLink(path);
      return () -> Files.createSymbolicLink(path, target);
    }
    if (Files.isDirectory(path)) {
      return () -> Files.createDirectory(path);
    }
    if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
      byte[] content = Files.readAllBytes(path);
      return () -> create(path, content);
    }
    return () -> {};
  }

  private static void deleteAll(Path folder) throws IOException {
    if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      try (DirectoryStream<Path> inner = Files.newDirectoryStream(folder)) {
        for (Path path : inner) {
          deleteAll(path);
        }
      }
    }
    Files.deleteIfExists(folder);
  }
}
