package org.navicast.hub.file;

import java.time.Duration;

/**
 * How much of files a hub takes and keeps, on its disk.
 *
 * @param maxUploadBytes longest multipart publish, its files together
 * @param maxStoredBytes of all publishes together, unfinished ones included
 * @param maxUploads publishes whose files are kept or on their way
 * @param life after how long files are gone
 */
public record FileLimits(long maxUploadBytes, long maxStoredBytes, int maxUploads, Duration life) {
  private static final long MIB = 1 << 20;

  /** Room for some scenes, for as long as the reference hub keeps them. */
  public static final FileLimits DEFAULT =
      new FileLimits(256 * MIB, 1024 * MIB, 256, Duration.ofMinutes(30));

  public FileLimits {
    if (maxUploadBytes < 1 || maxStoredBytes < maxUploadBytes || maxUploads < 1) {
      throw new IllegalArgumentException("one publish with its files must fit into what is kept");
    }
    if (!life.isPositive()) {
      throw new IllegalArgumentException("files must live for some time");
    }
  }
}
