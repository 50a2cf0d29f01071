package org.navicast.app.session;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import org.navicast.driver.hid.HidUsage;
import org.navicast.driver.io.DeviceLine;
import org.navicast.driver.io.Doors;
import org.navicast.driver.io.HidDevice;
import org.navicast.driver.io.HidDoor;
import org.navicast.driver.io.HidHold;
import org.navicast.driver.io.KernelAxis;

/**
 * A device of a session in place of a real one, as its driver sees it through any door. Used by one
 * thread at a time.
 */
final class RecordedDoors implements Doors, HidDoor {
  private final LongConsumer wait;
  private final List<HidDevice> board = new ArrayList<>();
  private final Map<HidUsage, KernelAxis> axes = new HashMap<>();
  private final Deque<byte[]> before = new ArrayDeque<>();
  private final Deque<byte[]> said = new ArrayDeque<>();
  private boolean isGone;
  private boolean isClosed;

  /**
   * @param wait lets so many milliseconds pass, of a driver that waits for an answer
   */
  RecordedDoors(LongConsumer wait) {
    this.wait = wait;
  }

  void has(HidDevice device) {
    board.add(device);
  }

  void knows(Map<HidUsage, KernelAxis> known) {
    axes.putAll(known);
  }

  /** What it says before it counts as connected. */
  void saysFirst(byte[] bytes) {
    before.add(bytes);
  }

  /** What it says now. */
  void says(byte[] bytes) {
    said.add(bytes);
  }

  /** True where something that it said was not read yet. */
  boolean hasMore() {
    return !said.isEmpty();
  }

  void goes() {
    isGone = true;
  }

  @Override
  public Serial serial(Serial system) {
    return (_, _) -> new Line();
  }

  @Override
  public HidDoor hid(HidDoor system) {
    return this;
  }

  @Override
  public List<HidDevice> list() {
    return List.copyOf(board);
  }

  @Override
  public void awaitWhole(HidDevice device) {
    // It was whole when it was recorded.
  }

  @Override
  public Map<HidUsage, KernelAxis> axes(HidDevice device, Set<HidUsage> usages) {
    Map<HidUsage, KernelAxis> asked = new HashMap<>(axes);
    asked.keySet().retainAll(usages);
    return asked;
  }

  @Override
  public DeviceLine open(HidDevice device) {
    return new Line();
  }

  @Override
  public HidHold hold(HidDevice device) {
    return HidHold.NOTHING;
  }

  private final class Line implements DeviceLine {
    @Override
    public int read(byte[] buffer, int waitMillis) throws IOException {
      if (isClosed) {
        return CLOSED;
      }
      Deque<byte[]> from = before.isEmpty() ? said : before;
      byte[] next = from.poll();
      if (next != null) {
        if (next.length > buffer.length) {
          from.push(Arrays.copyOfRange(next, buffer.length, next.length));
        }
        int count = Math.min(next.length, buffer.length);
        System.arraycopy(next, 0, buffer, 0, count);
        return count;
      }
      if (isGone || waitMillis == FOREVER) {
        throw new IOException("it was unplugged in the session");
      }
      wait.accept(waitMillis);
      return SILENT;
    }

    @Override
    public void write(byte[] bytes) {
      // It answers what it answered when it was recorded.
    }

    @Override
    public void close() {
      isClosed = true;
    }
  }
}
