package org.navicast.driver.io;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;

/** GPIO through the nodes that Linux makes for each chip (kernel documentation, gpio/chardev). */
final class GpiochipDoor implements GpioDoor {
  // errno-base.h
  private static final int EPERM = 1;
  private static final int ENXIO = 6;
  private static final int EACCES = 13;
  private static final int EBUSY = 16;
  private static final int EINVAL = 22;
  private static final int ENOTTY = 25;

  /** More than any chip has; the number comes from the chip's driver and needs a bound. */
  private static final int MAX_LINES = 4_096;

  private final Path nodes;

  /**
   * @param nodes the folder where the nodes are
   */
  GpiochipDoor(Path nodes) {
    this.nodes = nodes;
  }

  @Override
  public List<GpioChip> list() throws IOException {
    List<GpioChip> chips = new ArrayList<>();
    if (Files.isDirectory(nodes)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(nodes, "gpiochip*")) {
        for (Path node : entries) {
          // A board may keep an old name of a chip as a link to it.
          if (!Files.isSymbolicLink(node)) {
            chips.add(describe(node));
          }
        }
      }
    }
    chips.sort(Comparator.comparing(GpioChip::path));
    return chips;
  }

  @Override
  public GpioInputs open(GpioRequest request, LongSupplier nanoTime) throws IOException {
    int chip = openChip(Path.of(request.chip()));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment question = arena.allocate(GpioAbi.REQUEST_BYTES, 8);
      GpioAbi.write(request, question);
      int errno = SystemCalls.ioctl(chip, GpioAbi.GET_LINE, question);
      if (errno != 0) {
        throw new IOException(refusal(request, errno, chip));
      }
      return GpiochipInputs.of(GpioAbi.descriptor(question), request, nanoTime);
    } finally {
      SystemCalls.close(chip);
    }
  }

  private static GpioChip describe(Path node) {
    int chip;
    try {
      chip = openChip(node);
    } catch (IOException e) {
      return new GpioChip(node.toString(), "", List.of(), String.valueOf(e.getMessage()));
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment info = arena.allocate(GpioAbi.CHIPINFO_BYTES, 8);
      int errno = SystemCalls.ioctl(chip, GpioAbi.GET_CHIPINFO, info);
      if (errno != 0) {
        return new GpioChip(node.toString(), "", List.of(), node + " is no GPIO chip");
      }
      int count = Math.clamp(GpioAbi.chipLines(info), 0, MAX_LINES);
      return new GpioChip(node.toString(), GpioAbi.chipLabel(info), lines(chip, count), "");
    } finally {
      SystemCalls.close(chip);
    }
  }

  private static List<GpioChip.Line> lines(int chip, int count) {
    List<GpioChip.Line> lines = new ArrayList<>();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment info = arena.allocate(GpioAbi.LINEINFO_BYTES, 8);
      for (int number = 0; number < count; number++) {
        GpioAbi.askFor(number, info);
        boolean answered = SystemCalls.ioctl(chip, GpioAbi.GET_LINEINFO, info) == 0;
        lines.add(answered ? GpioAbi.line(info) : new GpioChip.Line(number, "", ""));
      }
    }
    return lines;
  }

  private static int openChip(Path node) throws IOException {
    int chip = SystemCalls.openToRead(node.toString());
    if (chip == -EACCES || chip == -EPERM) {
      throw new IOException(NodePermission.advice(node));
    }
    if (chip < 0) {
      throw new IOException(node + " cannot be opened (system error " + -chip + ")");
    }
    return chip;
  }

  private static String refusal(GpioRequest request, int errno, int chip) {
    return switch (errno) {
      case EBUSY -> inUse(request, chip);
      case EINVAL ->
          request.chip()
              + " has no such lines, or they cannot be debounced by it; correct their numbers";
      case ENXIO -> request.chip() + " tells no edges of its lines; use another chip";
      case ENOTTY -> request.chip() + " is no GPIO chip; correct its name";
      default -> request.chip() + " refuses its lines (system error " + errno + ")";
    };
  }

  private static String inUse(GpioRequest request, int chip) {
    List<GpioChip.Line> lines =
        lines(chip, 1 + request.lines().stream().max(Integer::compare).orElse(0));
    for (int number : request.lines()) {
      GpioChip.Line line = lines.get(number);
      if (!line.user().isEmpty()) {
        return "line "
            + number
            + " of "
            + request.chip()
            + " is in use by "
            + line.user()
            + "; use another line, or end that";
      }
    }
    return "a line of " + request.chip() + " is in use; use another one";
  }
}
