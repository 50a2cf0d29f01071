package org.navicast.driver.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The serial ports of the board itself that this process may not open. jSerialComm opens such a
 * port to see whether it is one, and so is silent on just those of which a person should know.
 */
final class OnboardPorts {
  /** PORT_UNKNOWN of serial_core.h: the driver has room for a port there, and found none. */
  private static final String NO_PORT = "0";

  private OnboardPorts() {}

  /** Their nodes, by name. */
  static List<Path> closed(SysfsTree tree, Predicate<Path> mayOpen) throws IOException {
    List<Path> closed = new ArrayList<>();
    for (Path entry : tree.entries("tty", "tty")) {
      Path node = tree.node(entry);
      if (isPort(entry) && Files.exists(node) && !mayOpen.test(node)) {
        closed.add(node);
      }
    }
    return closed;
  }

  /** What to do to have it, one plain sentence. */
  static String advice(Path node) {
    return isLogin(node)
        ? "a login waits at "
            + node
            + "; take it away (systemctl disable --now serial-getty@"
            + node.getFileName()
            + ") or use another port"
        : NodePermission.advice(node);
  }

  /** What has no device behind it is a screen of the console or a pty. */
  private static boolean isPort(Path entry) {
    if (!Files.exists(entry.resolve("device"))) {
      return false;
    }
    try {
      return !Files.readString(entry.resolve("type")).strip().equals(NO_PORT);
    } catch (IOException e) {
      return true; // most drivers have no such file, and make an entry for a real port only
    }
  }

  /** What waits for a login there hands the node to this group. */
  private static boolean isLogin(Path node) {
    try {
      return Files.readAttributes(node, PosixFileAttributes.class).group().getName().equals("tty");
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
