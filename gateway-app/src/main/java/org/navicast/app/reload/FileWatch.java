package org.navicast.app.reload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.navicast.app.config.ConfigFiles;

/**
 * Notices that one of the files of a configuration is another one than when it was read. It looks
 * at them by their names, again and again: so a link that leads elsewhere since an import is
 * noticed as well, and a file in a folder of the network.
 */
public final class FileWatch {
  private final Path config;
  private Set<Path> files = Set.of();
  private Map<Path, Stamp> read = Map.of();
  private Map<Path, Stamp> seen = Map.of();

  /** What is different in a file that was written anew, or is another one of the same name. */
  private record Stamp(@Nullable Object file, @Nullable FileTime written, long bytes) {
    static final Stamp NOT_THERE = new Stamp(null, null, -1);

    static Stamp of(Path path) {
      try {
        BasicFileAttributes of = Files.readAttributes(path, BasicFileAttributes.class);
        return new Stamp(of.fileKey(), of.lastModifiedTime(), of.size());
      } catch (IOException _) {
        return NOT_THERE;
      }
    }
  }

  /**
   * @param config a file, or the folder that it is in; about to be read for the first time
   */
  public FileWatch(Path config) {
    this.config = config;
    aboutToRead();
  }

  /** The configuration is going to be read: what changes from now on is news. */
  public void aboutToRead() {
    files = ConfigFiles.of(config);
    read = stamps();
    seen = read;
  }

  /** True where a file changed, and all are as they were at the last look: nobody is writing. */
  public boolean hasChanged() {
    Map<Path, Stamp> now = stamps();
    boolean isSettled = now.equals(seen);
    seen = now;
    return isSettled && !now.equals(read);
  }

  private Map<Path, Stamp> stamps() {
    Map<Path, Stamp> stamps = new HashMap<>();
    files.forEach(file -> stamps.put(file, Stamp.of(file)));
    return stamps;
  }
}
