package org.navicast.app.board;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An LED of the machine, by its folder in sysfs. It blinks by a thread of its own, since a write
 * may wait for the LED's chip; and not by a trigger of the kernel, which would go on blinking for a
 * gateway that is gone, and whose files belong to root.
 */
public final class StatusLed implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StatusLed.class);

  private final Path folder;
  private final String brightest;
  private final Thread thread;
  private final BlockingQueue<Optional<Condition>> changes = new LinkedBlockingQueue<>();
  private Condition told = Condition.NO_HUB;
  private Condition shown = Condition.NO_HUB;

  private StatusLed(Path folder, String brightest) {
    this.folder = folder;
    this.brightest = brightest;
    this.thread = Thread.ofPlatform().daemon().name("status-led").unstarted(this::blink);
  }

  /** Takes an LED from whoever had it; where that fails, one line in the log has to do. */
  public static Optional<StatusLed> open(Path folder) {
    try {
      write(folder.resolve("trigger"), "none");
      StatusLed led =
          new StatusLed(folder, Files.readString(folder.resolve("max_brightness")).strip());
      led.thread.start();
      return Optional.of(led);
    } catch (IOException e) {
      LOG.warn("the status LED {} {}", folder, trouble(e));
      return Optional.empty();
    }
  }

  private static String trouble(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "is not there; ls /sys/class/leds tells which are (board.led)";
      case AccessDeniedException _ ->
          "may not be used by this user; packaging/udev/70-navicast.rules gives the right to it";
      default -> "does not work: " + e.getMessage();
    };
  }

  /** Shows this from now on; returns at once. Always called on the same thread. */
  public void show(Condition condition) {
    if (condition != told) {
      told = condition;
      changes.add(Optional.of(condition));
    }
  }

  /** Flickers once: something that a person did not do is another than before. Returns at once. */
  public void flicker() {
    changes.add(Optional.empty());
  }

  /** Puts it out, within a second: a lamp that is on says that a gateway is at work. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void blink() {
    try {
      try {
        while (true) {
          turn();
        }
      } catch (InterruptedException e) {
        light(false);
      }
    } catch (IOException e) {
      LOG.warn("the status LED {} {}", folder, trouble(e));
    }
  }

  /** Once on and off, as often as it takes to tell; less where there is something else to show. */
  private void turn() throws IOException, InterruptedException {
    List<Integer> times = Blink.millis(shown);
    if (times.isEmpty()) {
      light(true);
      take(changes.take());
    }
    for (int i = 0; i < times.size(); i++) {
      light(i % 2 == 0);
      Optional<Condition> next = changes.poll(times.get(i), TimeUnit.MILLISECONDS);
      if (next != null) {
        take(next);
        return;
      }
    }
  }

  private void take(Optional<Condition> next) throws IOException, InterruptedException {
    if (next.isPresent()) {
      shown = next.get();
      return;
    }
    for (int i = 0; i < Blink.FLICKERS; i++) {
      light(i % 2 != 0);
      TimeUnit.MILLISECONDS.sleep(Blink.FLICKER_MILLIS);
    }
  }

  private void light(boolean on) throws IOException {
    write(folder.resolve("brightness"), on ? brightest : "0");
  }

  /** Makes no file: in a folder that is no LED's there is nothing to write to. */
  private static void write(Path file, String value) throws IOException {
    Files.writeString(file, value, StandardOpenOption.WRITE);
  }
}
