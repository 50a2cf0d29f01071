package org.navicast.driver.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.navicast.driver.hid.HidUsage;
import org.navicast.driver.simulator.Pty;

/** A folder with the files that sysfs would have, and a pty in the place of a hidraw node. */
@EnabledOnOs(OS.LINUX)
@Timeout(20)
class HidrawDoorTest {
  private static final String PEDAL = "050C0903A101050919012903150025019503750181029505750181 01C0";

  @TempDir private Path root;
  private HidDoor door;

  HidrawDoorTest() {
    door = new HidrawDoor(Path.of("/nowhere"), Path.of("/nowhere"));
  }

  @BeforeEach
  void system() throws IOException {
    Files.createDirectories(root.resolve("class"));
    Files.createDirectories(root.resolve("dev"));
    door = new HidrawDoor(root.resolve("class"), root.resolve("dev"));
  }

  @Test
  void findsADeviceAndWhatItIs() throws IOException {
    plugIn("hidraw0", "0003:000005F3:000000FF", "usb-0000:00:14.0-1/input0", PEDAL);
    HidDevice device = door.list().getFirst();
    assertEquals(root.resolve("dev/hidraw0").toString(), device.path());
    assertEquals("05f3:00ff", device.ids());
    assertEquals("VEC  VEC USB Footpedal", device.name());
    assertEquals("A17", device.serial());
    assertEquals(OptionalInt.of(0), device.usbInterface());
    assertEquals(
        List.of(HidUsage.PROGRAMMABLE_BUTTONS), device.descriptor().orElseThrow().applications());
  }

  @Test
  void tellsADeviceThatMayNotBeOpened() throws IOException {
    plugIn("hidraw0", "0003:000005F3:000000FF", "", PEDAL);
    HidDevice device = door.list().getFirst();
    assertFalse(device.mayOpen());
    assertTrue(device.trouble().contains("udev rule"));
  }

  @Test
  void passesOverWhatGoesMeanwhileAndKeepsWhatHasNoDescriptor() throws IOException {
    Files.createDirectories(root.resolve("class/hidraw0/device"));
    plugIn("hidraw1", "nonsense", "", PEDAL);
    plugIn("hidraw2", "0005:0000046D:0000C626", "aa:bb:cc", "C0");
    List<HidDevice> devices = door.list();
    assertEquals(1, devices.size());
    assertEquals(OptionalInt.empty(), devices.getFirst().usbInterface());
    assertTrue(devices.getFirst().descriptor().isEmpty());
  }

  @Test
  void aSystemWithoutHidHasNoDevices() throws IOException {
    assertEquals(List.of(), new HidrawDoor(root.resolve("missing"), root.resolve("dev")).list());
  }

  @Test
  void readsReportsUntilTheDeviceIsGone() throws IOException {
    try (Pty device = Pty.open();
        HidLine line = HidrawLine.open(device.path())) {
      device.write(new byte[] {1, 0});
      byte[] buffer = new byte[64];
      assertEquals(2, line.read(buffer));
      assertArrayEquals(new byte[] {1, 0}, Arrays.copyOf(buffer, 2));
      device.close();
      String message = assertThrows(IOException.class, () -> line.read(buffer)).getMessage();
      assertEquals(device.path() + " is gone; the device was unplugged", message);
    }
  }

  @Test
  void closingEndsAReadThatWaits() throws Exception {
    try (Pty device = Pty.open();
        HidLine line = HidrawLine.open(device.path())) {
      CompletableFuture<Integer> read = new CompletableFuture<>();
      Thread reader =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      read.complete(line.read(new byte[64]));
                    } catch (IOException e) {
                      read.completeExceptionally(e);
                    }
                  });
      while (reader.getState() != Thread.State.RUNNABLE) {
        Thread.onSpinWait();
      }
      line.close();
      assertEquals(HidLine.CLOSED, read.get(5, TimeUnit.SECONDS));
      assertEquals(HidLine.CLOSED, line.read(new byte[64]));
      line.close();
    }
  }

  @Test
  void aNodeThatIsNotThereCannotBeOpened() {
    String path = root.resolve("dev/hidraw9").toString();
    IOException refusal = assertThrows(IOException.class, () -> HidrawLine.open(path));
    assertTrue(refusal.toString().contains("cannot be opened"));
  }

  private void plugIn(String name, String ids, String physical, String descriptor)
      throws IOException {
    Path device = Files.createDirectories(root.resolve("class").resolve(name).resolve("device"));
    Files.writeString(
        device.resolve("uevent"),
        String.join(
            "\n",
            "DRIVER=hid-generic",
            "HID_ID=" + ids,
            "HID_NAME=VEC  VEC USB Footpedal",
            "HID_PHYS=" + physical,
            "HID_UNIQ=A17",
            ""));
    Files.write(
        device.resolve("report_descriptor"), HexFormat.of().parseHex(descriptor.replace(" ", "")));
  }
}
