package org.navicast.cast.secure;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Reads and writes the small files that hold certificates, keys and passwords. */
final class BoundedFile {
  /** More than the largest list of certificate authorities in use. */
  private static final int MAX_BYTES = 2 << 20;

  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private BoundedFile() {}

  /** The text of a file that everybody may know. */
  static String text(FileTrouble.Part part, Path file) throws FileTrouble {
    if (Files.isDirectory(file)) {
      throw new FileTrouble(part, "is a folder; give a file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new FileTrouble(part, "is larger than 2 MiB; give the file that was meant");
      }
      // Latin 1 maps every byte, so that a binary file is refused for what it is, further on.
      return new String(bytes, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      throw new FileTrouble(part, "does not exist; check its name and folder");
    } catch (AccessDeniedException e) {
      throw new FileTrouble(part, "may not be read by this user; check its owner");
    } catch (IOException e) {
      throw new FileTrouble(part, "cannot be read: " + e.getMessage());
    }
  }

  /** The text of a file that only its owner may read; where files have no modes, any. */
  static String secret(FileTrouble.Part part, Path file) throws FileTrouble {
    String text = text(part, file);
    try {
      if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
        throw new FileTrouble(part, "may be read by others on this machine; run chmod 600 on it");
      }
    } catch (UnsupportedOperationException e) {
      return text;
    } catch (IOException e) {
      throw new FileTrouble(part, "cannot be read: " + e.getMessage());
    }
    return text;
  }

  /** Puts a text, which must be Latin 1, in the place of a file that only its owner may read. */
  static void replaceSecret(Path file, String text) throws FileTrouble {
    Path whole = file.toAbsolutePath();
    Path folder = whole.getParent();
    Path next = whole.resolveSibling(whole.getFileName() + ".new");
    try {
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.deleteIfExists(next); // left behind by a power cut
      Files.createFile(next, ownerOnly(next));
      try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
        channel.force(true);
      }
      Files.move(next, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AccessDeniedException e) {
      throw new FileTrouble(
          FileTrouble.Part.PASSWORD, "may not be written by this user; check its folder's owner");
    } catch (IOException e) {
      throw new FileTrouble(
          FileTrouble.Part.PASSWORD,
          "cannot be written (" + e.getClass().getSimpleName() + "); check its folder");
    }
  }

  /** Asks the system, not the disk: for a disk Java reads /proc/mounts, which a service lacks. */
  private static FileAttribute<?>[] ownerOnly(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
        : new FileAttribute<?>[0];
  }
}
