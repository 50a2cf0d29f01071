package org.navicast.driver.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** Whether this process may open the node of a device, and what would let it. */
final class NodePermission {
  /** Groups that may do far more than read one device: all of the system, and every keyboard. */
  private static final Set<String> TOO_MUCH = Set.of("root", "input");

  private static final String RULES =
      "install the udev rules of packaging/udev, or one like them for this device, and add the"
          + " gateway's user to the group dialout";

  private NodePermission() {}

  static boolean mayRead(Path node) {
    return Files.isReadable(node);
  }

  static boolean mayReadAndWrite(Path node) {
    return Files.isReadable(node) && Files.isWritable(node);
  }

  /** One plain sentence: what is missing and what to do. */
  static String advice(Path node) {
    return "no permission to open " + node + "; " + remedy(node);
  }

  /** What gives the gateway's user this right and none that it does not need. */
  static String remedy(Path node) {
    try {
      PosixFileAttributes attributes = Files.readAttributes(node, PosixFileAttributes.class);
      return remedy(attributes.group().getName(), attributes.permissions());
    } catch (IOException | UnsupportedOperationException e) {
      return RULES;
    }
  }

  static String remedy(String group, Set<PosixFilePermission> permissions) {
    return permissions.contains(PosixFilePermission.GROUP_READ) && !TOO_MUCH.contains(group)
        ? "add the gateway's user to the group " + group + " and start it again"
        : RULES;
  }
}
