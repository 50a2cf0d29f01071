package org.navicast.app.card;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Everything that an import changes on a disk, as the steps between which the power may be cut.
 * What a file holds is on the disk when its step returns; what a folder holds, after {@link #sync}.
 * What is made belongs to whom its folder belongs to.
 */
interface Disk {
  /** Makes a folder that only its owner may enter. */
  void makeFolder(Path folder) throws IOException;

  /** Writes a file that is not there yet, and that only its owner may read. */
  void write(Path file, byte[] content) throws IOException;

  /** Writes zeros over all that a file holds, where it is. */
  void overwrite(Path file) throws IOException;

  /** Gives a file, folder or link another name, in place of what had that name. */
  void rename(Path from, Path to) throws IOException;

  /** Makes a symbolic link. */
  void link(Path link, Path target) throws IOException;

  /** Deletes a file, a link or an empty folder. */
  void delete(Path path) throws IOException;

  /** Sees to it that the names in a folder are on the disk. */
  void sync(Path folder) throws IOException;
}
