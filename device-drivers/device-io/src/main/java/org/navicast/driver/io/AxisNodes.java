package org.navicast.driver.io;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.navicast.driver.hid.HidUsage;

/**
 * The axes of a device as the kernel keeps them in its input nodes (kernel documentation,
 * input/event-codes; EVIOCGABS of input.h). Looking changes nothing, for whoever else reads them.
 */
final class AxisNodes {
  /** _IOR('E', 0x40 + code, struct input_absinfo): the same on x86-64 and arm64. */
  private static final long EVIOCGABS = 0x80184540L;

  // struct input_absinfo: value, minimum, maximum, fuzz, flat, resolution
  private static final int ABSINFO_BYTES = 24;
  private static final int MINIMUM_AT = 4;
  private static final int MAXIMUM_AT = 8;
  private static final int FLAT_AT = 16;

  /** Codes of axes by usage, as the kernel gives them (input-event-codes.h, hid-input.c). */
  private static final Map<HidUsage, Integer> CODES =
      Map.ofEntries(
          Map.entry(HidUsage.X, 0x00),
          Map.entry(HidUsage.Y, 0x01),
          Map.entry(HidUsage.Z, 0x02),
          Map.entry(HidUsage.RX, 0x03),
          Map.entry(HidUsage.RY, 0x04),
          Map.entry(HidUsage.RZ, 0x05),
          Map.entry(HidUsage.SLIDER, 0x06),
          Map.entry(HidUsage.DIAL, 0x07),
          Map.entry(HidUsage.WHEEL, 0x08),
          Map.entry(new HidUsage(HidUsage.SIMULATION, 0xBA), 0x07),
          Map.entry(new HidUsage(HidUsage.SIMULATION, 0xBB), 0x06),
          Map.entry(new HidUsage(HidUsage.SIMULATION, 0xC4), 0x09),
          Map.entry(new HidUsage(HidUsage.SIMULATION, 0xC5), 0x0A),
          Map.entry(new HidUsage(HidUsage.SIMULATION, 0xC8), 0x08));

  private AxisNodes() {}

  /** Code of the axis in the kernel; empty where it keeps none. */
  static Optional<Integer> code(HidUsage usage) {
    return Optional.ofNullable(CODES.get(usage));
  }

  /**
   * What the nodes say of these axes; an axis is left out that none has, or that may not be read.
   */
  static Map<HidUsage, KernelAxis> read(List<Path> nodes, Set<HidUsage> usages) {
    Map<HidUsage, KernelAxis> axes = new HashMap<>();
    for (Path node : nodes) {
      int descriptor = SystemCalls.openToRead(node.toString());
      if (descriptor < 0) {
        continue;
      }
      try {
        for (HidUsage usage : usages) {
          code(usage)
              .flatMap(code -> read(descriptor, code))
              .ifPresent(axis -> axes.putIfAbsent(usage, axis));
        }
      } finally {
        SystemCalls.close(descriptor);
      }
    }
    return axes;
  }

  private static Optional<KernelAxis> read(int descriptor, int code) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment absinfo = arena.allocate(ABSINFO_BYTES, 4);
      boolean isRead = SystemCalls.ioctl(descriptor, EVIOCGABS + code, absinfo) == 0;
      KernelAxis axis = axis(absinfo);
      return isRead && axis.max() > axis.min() ? Optional.of(axis) : Optional.empty();
    }
  }

  static KernelAxis axis(MemorySegment absinfo) {
    return new KernelAxis(
        absinfo.get(JAVA_INT, 0),
        absinfo.get(JAVA_INT, MINIMUM_AT),
        absinfo.get(JAVA_INT, MAXIMUM_AT),
        absinfo.get(JAVA_INT, FLAT_AT));
  }
}
