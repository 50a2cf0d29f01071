package org.navicast.driver.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

  private static final String KEYBOARD =
      "05010906A1018501050719E029E7150025017501950881027508950181011500256505071900296575089505"
          + "8100C0";

  @TempDir private Path root;
  private HidDoor door;

  HidrawDoorTest() {
    door = door(Path.of("/nowhere"), Path.of("/nowhere"));
  }

  @BeforeEach
  void system() throws IOException {
    Files.createDirectories(root.resolve("class"));
    Files.createDirectories(root.resolve("dev"));
    door = door(root.resolve("class"), root.resolve("dev"));
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
  void allInterfacesOfOnePlugAreOneUnit() throws IOException {
    String board = "pci/usb1/1-2.4";
    plugIn("hidraw0", board + "/1-2.4:1.0/0003:0C45:7403", "0003:00000C45:00007403", "", KEYBOARD);
    plugIn("hidraw1", board + "/1-2.4:1.1/0003:0C45:7403", "0003:00000C45:00007403", "", PEDAL);
    plugIn("hidraw2", "pci/usb1/1-3/1-3:1.0/0003:05F3:00FF", "0003:000005F3:000000FF", "", PEDAL);
    List<HidDevice> devices = door.list();
    assertEquals(root.toRealPath().resolve("devices").resolve(board).toString(), unit(devices, 0));
    assertEquals(unit(devices, 0), unit(devices, 1));
    assertNotEquals(unit(devices, 0), unit(devices, 2));
    assertTrue(devices.get(0).reachesConsole());
    assertFalse(devices.get(2).reachesConsole());
  }

  @Test
  void whatTypesIsNotUsableWhereItCannotBeKeptFromTheConsole() throws IOException {
    String board = "pci/usb1/1-2";
    plugIn("hidraw0", board + "/1-2:1.0/0003:0C45:7403", "0003:00000C45:00007403", "", KEYBOARD);
    Files.createFile(root.resolve("dev/hidraw0"));
    plugInInput("event5", board + "/1-2:1.1/0003:0C45:7403/input/input7");
    plugInInput("event6", "pci/usb1/1-3/1-3:1.0/0003:05F3:00FF/input/input8");
    assertEquals(
        "no permission to take "
            + root.resolve("dev/input/event5")
            + " from the console; install the udev rules of packaging/udev, or one like them for this"
            + " device, and add the gateway's user to the group dialout",
        door.list().getFirst().trouble());
  }

  @Test
  void whatDoesNotTypeIsNotTakenFromAnybody() throws IOException {
    String pedal = "pci/usb1/1-2/1-2:1.0/0003:05F3:00FF";
    plugIn("hidraw0", pedal, "0003:000005F3:000000FF", "", PEDAL);
    plugInInput("event5", pedal + "/input/input7");
    assertSame(HidHold.NOTHING, door.hold(door.list().getFirst()));
  }

  @Test
  void awaitsNodesThatAreStillComing() throws Exception {
    plugIn("hidraw0", "pci/usb1/1-2/1-2:1.0/0003:0C45", "0003:00000C45:00007403", "", KEYBOARD);
    Files.createFile(root.resolve("dev/hidraw0"));
    List<Long> pauses = new ArrayList<>();
    HidDoor slow =
        new HidrawDoor(
            new SysfsTree(root.resolve("class"), root.resolve("dev")),
            millis -> {
              if (pauses.isEmpty()) {
                plugInTheSecondInterface();
              }
              pauses.add(millis);
            });
    slow.awaitWhole(slow.list().getFirst());
    assertEquals(2, slow.list().size());
    assertEquals(List.of(300L, 300L), pauses);
  }

  @Test
  void tellsADeviceThatMayNotBeOpened() throws IOException {
    plugIn("hidraw0", "0003:000005F3:000000FF", "", PEDAL);
    HidDevice device = door.list().getFirst();
    assertFalse(device.mayOpen());
    assertTrue(device.trouble().contains("udev rules"));
  }

  @Test
  void passesOverWhatGoesMeanwhileAndKeepsWhatHasNoDescriptor() throws IOException {
    Files.createDirectories(root.resolve("class/hidraw/hidraw0/device"));
    plugIn("hidraw1", "nonsense", "", PEDAL);
    plugIn("hidraw2", "0005:0000046D:0000C626", "aa:bb:cc", "C0");
    List<HidDevice> devices = door.list();
    assertEquals(1, devices.size());
    assertEquals(OptionalInt.empty(), devices.getFirst().usbInterface());
    assertTrue(devices.getFirst().descriptor().isEmpty());
  }

  @Test
  void aSystemWithoutHidHasNoDevices() throws IOException {
    assertEquals(List.of(), door(root.resolve("missing"), root.resolve("dev")).list());
  }

  @Test
  void readsReportsUntilTheDeviceIsGone() throws IOException {
    try (Pty device = Pty.open();
        DeviceLine line = HidrawDoor.open(device.path())) {
      device.write(new byte[] {1, 0});
      byte[] buffer = new byte[64];
      assertEquals(2, line.read(buffer));
      assertArrayEquals(new byte[] {1, 0}, Arrays.copyOf(buffer, 2));
      device.close();
      String message = assertThrows(IOException.class, () -> line.read(buffer)).getMessage();
      assertEquals(device.path() + " is gone; the device or its adapter was unplugged", message);
    }
  }

  @Test
  void closingEndsAReadThatWaits() throws Exception {
    try (Pty device = Pty.open();
        DeviceLine line = HidrawDoor.open(device.path())) {
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
      assertEquals(DeviceLine.CLOSED, read.get(5, TimeUnit.SECONDS));
      assertEquals(DeviceLine.CLOSED, line.read(new byte[64]));
      line.close();
    }
  }

  @Test
  void aNodeThatIsNotThereCannotBeOpened() {
    String path = root.resolve("dev/hidraw9").toString();
    IOException refusal = assertThrows(IOException.class, () -> HidrawDoor.open(path));
    assertTrue(refusal.toString().contains("cannot be opened"));
  }

  private static HidDoor door(Path classes, Path nodes) {
    return new HidrawDoor(
        new SysfsTree(classes, nodes),
        _ -> {
          throw new AssertionError("nobody waits here");
        });
  }

  private void plugInTheSecondInterface() {
    try {
      plugIn("hidraw1", "pci/usb1/1-2/1-2:1.1/0003:0C45", "0003:00000C45:00007403", "", PEDAL);
      Files.createFile(root.resolve("dev/hidraw1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void plugInInput(String name, String parent) throws IOException {
    Path device = Files.createDirectories(root.resolve("devices").resolve(parent).resolve(name));
    Files.createSymbolicLink(
        Files.createDirectories(root.resolve("class/input")).resolve(name), device);
  }

  private static String unit(List<HidDevice> devices, int index) {
    return devices.get(index).unit();
  }

  private void plugIn(String name, String ids, String physical, String descriptor)
      throws IOException {
    plugIn(name, "virtual/0003", ids, physical, descriptor);
  }

  /**
   * As the kernel does: the device in a tree of what is plugged into what, its classes link there.
   */
  private void plugIn(String name, String parent, String ids, String physical, String descriptor)
      throws IOException {
    Path device = Files.createDirectories(root.resolve("devices").resolve(parent + "." + name));
    Path node = Files.createDirectories(device.resolve("hidraw").resolve(name));
    Files.createSymbolicLink(node.resolve("device"), device);
    Files.createSymbolicLink(
        Files.createDirectories(root.resolve("class/hidraw")).resolve(name), node);
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
