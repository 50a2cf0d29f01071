package org.navicast.driver.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;

/** Whether this process may open a port, and who could let it. */
final class PortPermission {
  private PortPermission() {}

  static boolean mayOpen(Path node) {
    return Files.isReadable(node) && Files.isWritable(node);
  }

  /** One plain sentence: what is missing and what to do. */
  static String advice(Path node) {
    return "no permission to open "
        + node
        + "; add the gateway's user to the group "
        + group(node)
        + " and start it again";
  }

  private static String group(Path node) {
    try {
      return Files.readAttributes(node, PosixFileAttributes.class).group().getName();
    } catch (IOException | UnsupportedOperationException e) {
      return "dialout";
    }
  }
}
