package org.navicast.app.card;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;

/** The disk of a Linux machine. */
final class SyncedDisk implements Disk {
  @Override
  public void makeFolder(Path folder) throws IOException {
    Files.createDirectory(folder, mode("rwx------"));
    giveAway(folder);
  }

  @Override
  public void write(Path file, byte[] content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            mode("rw-------"))) {
      giveAway(file);
      writeAll(channel, content);
    }
  }

  private static FileAttribute<?> mode(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }

  /** What root makes belongs to whom its folder belongs to: the user of the gateway. */
  private static void giveAway(Path path) throws IOException {
    UserPrincipal owner = Files.getOwner(path.toAbsolutePath().resolveSibling("."));
    UserPrincipal maker = Files.getOwner(path);
    if (maker.getName().equals("root") && !owner.equals(maker)) {
      Files.setOwner(path, owner);
    }
  }

  @Override
  public void overwrite(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      writeAll(channel, new byte[Math.toIntExact(channel.size())]);
    }
  }

  private static void writeAll(FileChannel channel, byte[] content) throws IOException {
    ByteBuffer left = ByteBuffer.wrap(content);
    while (left.hasRemaining()) {
      channel.write(left);
    }
    channel.force(true);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    if (Files.isRegularFile(to, LinkOption.NOFOLLOW_LINKS)) {
      // FAT keeps a file's length beside its name, and Linux writes 0 there until the file is
      // synced: a cut would leave an empty report, or a secret that nothing can wipe any more.
      try (FileChannel channel = FileChannel.open(to, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
    }
  }

  @Override
  public void link(Path link, Path target) throws IOException {
    Files.createSymbolicLink(link, target);
  }

  @Override
  public void delete(Path path) throws IOException {
    Files.delete(path);
  }

  @Override
  public void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
