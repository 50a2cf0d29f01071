package org.navicast.driver.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

class NodePermissionTest {
  @Test
  void aGroupForSuchDevicesIsJoined() {
    assertEquals(
        "add the gateway's user to the group dialout and start it again",
        remedy("dialout", "rw-rw----"));
    assertEquals(
        "add the gateway's user to the group gpio and start it again", remedy("gpio", "rw-rw----"));
  }

  @Test
  void nobodyIsSentIntoAGroupThatMayTooMuchOrNothing() {
    assertTrue(remedy("root", "rw-------").contains("udev rules"));
    assertTrue(remedy("root", "rw-rw----").contains("udev rules"));
    assertTrue(remedy("input", "rw-rw----").contains("udev rules"));
    assertTrue(remedy("dialout", "rw-------").contains("udev rules"));
  }

  private static String remedy(String group, String permissions) {
    return NodePermission.remedy(group, PosixFilePermissions.fromString(permissions));
  }
}
