package org.navicast.driver.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What no chip is; real ones are asked in the virtual-hardware lane. */
@EnabledOnOs(OS.LINUX)
class GpiochipDoorTest {
  @TempDir Path nodes;

  @Test
  void aMachineWithoutChipsHasNone() throws IOException {
    assertEquals(List.of(), new GpiochipDoor(nodes).list());
    assertEquals(List.of(), new GpiochipDoor(nodes.resolve("missing")).list());
  }

  @Test
  void aFileThatIsNoChipIsListedWithItsTrouble() throws IOException {
    Path file = Files.createFile(nodes.resolve("gpiochip0"));
    Files.createSymbolicLink(nodes.resolve("gpiochip4"), file);

    List<GpioChip> chips = new GpiochipDoor(nodes).list();

    assertEquals(
        List.of(new GpioChip(file.toString(), "", List.of(), file + " is no GPIO chip")), chips);
    GpioRequest request = new GpioRequest(file.toString(), List.of(1), GpioRequest.Pull.UP, 0);
    IOException refusal =
        assertThrows(
            IOException.class, () -> new GpiochipDoor(nodes).open(request, System::nanoTime));
    assertTrue(String.valueOf(refusal.getMessage()).contains("is no GPIO chip"));
  }

  @Test
  void aLineIsAskedForOnce() {
    List<Integer> twice = List.of(1, 1);
    assertThrows(
        IllegalArgumentException.class,
        () -> new GpioRequest("/dev/gpiochip0", twice, GpioRequest.Pull.UP, 0));
  }
}
