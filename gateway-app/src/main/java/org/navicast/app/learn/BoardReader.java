package org.navicast.app.learn;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.navicast.app.lifecycle.CloseStack;
import org.navicast.driver.io.DeviceLine;
import org.navicast.driver.io.HidDevice;
import org.navicast.driver.io.HidDoor;
import org.navicast.driver.io.HidHold;
import org.navicast.driver.io.HidLesson;
import org.navicast.driver.io.HidLesson.Shown;

/**
 * Reads all interfaces of a board at once, a thread each, and keeps what it types from the terminal
 * in which a person reads what to do.
 */
public final class BoardReader implements AutoCloseable {
  private static final int MAX_REPORT_BYTES = 4097;

  private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
  private final CloseStack open = new CloseStack();

  /** A report that is shown to a lesson, or why no more will come. */
  @FunctionalInterface
  private interface Arrival {
    Optional<Shown> showTo(HidLesson lesson) throws IOException;
  }

  private BoardReader() {}

  /**
   * Opens a board.
   *
   * @throws IOException when an interface of it cannot be had; its message says what to do
   */
  public static BoardReader open(HidDoor door, List<HidDevice> board) throws IOException {
    BoardReader reader = new BoardReader();
    try {
      reader.open.add(door.hold(board.getFirst()), HidHold::close);
      for (HidDevice device : board) {
        DeviceLine line = reader.open.add(door.open(device), DeviceLine::close);
        Thread.ofPlatform()
            .daemon()
            .name("learn-" + device.path())
            .start(() -> reader.read(device, line));
      }
      return reader;
    } catch (IOException e) {
      reader.close();
      throw e;
    }
  }

  /**
   * Waits for the next report and shows it to a lesson.
   *
   * @return what the lesson says of it; empty where none arrives in that time, too
   * @throws IOException when the board is gone
   */
  public Optional<Shown> next(HidLesson lesson, long nanos)
      throws IOException, InterruptedException {
    Arrival arrival = arrivals.poll(nanos, TimeUnit.NANOSECONDS);
    return arrival == null ? Optional.empty() : arrival.showTo(lesson);
  }

  @Override
  public void close() {
    open.close();
  }

  private void read(HidDevice device, DeviceLine line) {
    byte[] buffer = new byte[MAX_REPORT_BYTES];
    try {
      for (int count = line.read(buffer); count != DeviceLine.CLOSED; count = line.read(buffer)) {
        long now = System.nanoTime();
        byte[] report = Arrays.copyOf(buffer, count);
        arrivals.add(lesson -> lesson.take(device, report, report.length, now));
      }
    } catch (IOException e) {
      arrivals.add(
          _ -> {
            throw e;
          });
    }
  }
}
