package org.navicast.app.card;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The card, as a PC sees it: one folder of a simple file system. */
final class Card {
  /** What a person reads who puts the card back into a PC. */
  static final String REPORT = "navicast-import.txt";

  /** The largest file that is taken: more than the largest list of certificate authorities. */
  static final int MAX_BYTES = 2 << 20;

  private static final String WIPED = "navicast-wipe-";
  private static final byte[] BYTE_ORDER_MARK = "\uFEFF".getBytes(StandardCharsets.UTF_8);

  private final Path folder;
  private final Disk disk;

  Card(Path folder, Disk disk) {
    this.folder = folder;
    this.disk = disk;
  }

  /**
   * What a file holds, without the byte order mark that some editors put in front; nothing where
   * there is no such file.
   *
   * @param name below the card's folder
   * @throws FileTooLargeException above {@link #MAX_BYTES}
   */
  Optional<byte[]> read(Path name) throws IOException {
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new FileTooLargeException();
      }
      return Optional.of(withoutMark(bytes));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static byte[] withoutMark(byte[] bytes) {
    int mark = BYTE_ORDER_MARK.length;
    return bytes.length >= mark && Arrays.equals(bytes, 0, mark, BYTE_ORDER_MARK, 0, mark)
        ? Arrays.copyOfRange(bytes, mark, bytes.length)
        : bytes;
  }

  /**
   * Takes the names of files that are to be wiped, so that one that is half wiped when the power is
   * cut is never taken for what its owner put there.
   */
  void takeNames(Collection<Path> names) throws IOException {
    for (Path name : names) {
      Path file = folder.resolve(name);
      if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        disk.rename(file, nameless());
        disk.sync(folder);
        disk.sync(file.resolveSibling("."));
      }
    }
  }

  private Path nameless() {
    int number = 1;
    while (Files.exists(folder.resolve(WIPED + number), LinkOption.NOFOLLOW_LINKS)) {
      number++;
    }
    return folder.resolve(WIPED + number);
  }

  /** Wipes what has lost its name, now or before the power was cut. */
  void finishWiping() throws IOException {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, WIPED + "*")) {
      for (Path file : left) {
        disk.overwrite(file);
        disk.delete(file);
        disk.sync(folder);
      }
    }
  }

  /** Replaces the report, where it says anything else. Its lines end as all systems show them. */
  void report(List<String> lines) throws IOException {
    byte[] content = (String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.UTF_8);
    Path report = folder.resolve(REPORT);
    if (Files.isRegularFile(report) && Arrays.equals(Files.readAllBytes(report), content)) {
      return;
    }
    Path next = folder.resolve(REPORT + ".new");
    if (Files.exists(next)) {
      disk.delete(next); // left by a power cut
    }
    disk.write(next, content);
    disk.rename(next, report);
    disk.sync(folder);
  }
}
