package org.navicast.driver.io;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Input nodes that the kernel hands to nobody but their holder, who never reads them: the console
 * and every desktop are cut off, hidraw is not (kernel documentation, input/event-codes; EVIOCGRAB
 * of input.h). The kernel ends it when the nodes are closed, so a process that is killed leaves no
 * dead keyboard behind.
 */
final class InputGrab implements HidHold {
  /** _IOW('E', 0x90, int): the same on x86-64 and arm64. */
  private static final long EVIOCGRAB = 0x40044590;

  // errno-base.h
  private static final int EACCES = 13;
  private static final int EBUSY = 16;

  private final List<Integer> descriptors = new ArrayList<>();

  private InputGrab() {}

  /** All of these nodes, or none. */
  static HidHold of(List<Path> nodes) throws IOException {
    InputGrab grab = new InputGrab();
    try {
      for (Path node : nodes) {
        grab.take(node);
      }
      return grab;
    } catch (IOException e) {
      grab.close();
      throw e;
    }
  }

  /** Why this process may not take the node; empty where it may. */
  static String trouble(Path node) {
    return NodePermission.mayRead(node) ? "" : noPermission(node);
  }

  private void take(Path node) throws IOException {
    int descriptor = SystemCalls.openToRead(node.toString());
    if (descriptor == -EACCES) {
      throw new IOException(noPermission(node));
    }
    if (descriptor < 0) {
      throw new IOException(node + " went while it was being opened; it is tried again");
    }
    descriptors.add(descriptor);
    int problem = SystemCalls.ioctl(descriptor, EVIOCGRAB, MemorySegment.ofAddress(1));
    if (problem == EBUSY) {
      throw new IOException(
          "another program has taken "
              + node
              + " for itself; end it, or the second gateway that reads this device");
    }
    if (problem != 0) {
      throw new IOException(node + " went while it was being taken; it is tried again");
    }
  }

  @Override
  public synchronized void close() {
    descriptors.forEach(SystemCalls::close);
    descriptors.clear();
  }

  private static String noPermission(Path node) {
    return "no permission to take " + node + " from the console; " + NodePermission.remedy(node);
  }
}
