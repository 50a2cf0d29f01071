package org.navicast.driver.io;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.navicast.driver.hid.HidUsage;

/** What needs no kernel; {@code axes_at_rest} of the virtual lane asks one. */
class AxisNodesTest {
  @Test
  void anAxisIsWhatTheKernelWrites() {
    try (Arena arena = Arena.ofConfined()) {
      // struct input_absinfo: value, minimum, maximum, fuzz, flat, resolution
      MemorySegment absinfo = arena.allocateFrom(JAVA_INT, 127, -1, 255, 3, 15, 7);
      assertEquals(new KernelAxis(127, -1, 255, 15), AxisNodes.axis(absinfo));
    }
  }

  @Test
  void usagesHaveTheCodesOfTheKernel() {
    assertEquals(Optional.of(0), AxisNodes.code(HidUsage.X));
    assertEquals(Optional.of(5), AxisNodes.code(HidUsage.RZ));
    assertEquals(Optional.of(9), AxisNodes.code(new HidUsage(HidUsage.SIMULATION, 0xC4)));
    assertEquals(Optional.empty(), AxisNodes.code(HidUsage.HAT));
  }

  @Test
  void whatIsNoInputNodeSaysNothing() {
    List<Path> nodes = List.of(Path.of("/dev/null"), Path.of("/no/such/node"));
    assertEquals(Map.of(), AxisNodes.read(nodes, Set.of(HidUsage.X)));
  }
}
