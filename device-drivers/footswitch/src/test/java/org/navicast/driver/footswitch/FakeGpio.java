package org.navicast.driver.footswitch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.navicast.driver.io.GpioChip;
import org.navicast.driver.io.GpioDoor;
import org.navicast.driver.io.GpioInputs;
import org.navicast.driver.io.GpioRequest;

/** One chip of eight lines whose edges a test makes. */
final class FakeGpio implements GpioDoor {
  private static final int LINES = 8;

  private sealed interface Step {}

  private record Edge(int line, boolean high, long nanos) implements Step {}

  private enum End implements Step {
    CLOSED,
    GONE
  }

  private final boolean[] high = new boolean[LINES];
  private final BlockingQueue<Step> steps = new LinkedBlockingQueue<>();

  /** What the driver asked for. */
  final CompletableFuture<GpioRequest> request = new CompletableFuture<>();

  /** What the lines are when they are opened: all high but for these. */
  FakeGpio(int... low) {
    Arrays.fill(high, true);
    for (int line : low) {
      high[line] = false;
    }
  }

  void edge(int line, boolean isHigh, long nanos) {
    steps.add(new Edge(line, isHigh, nanos));
  }

  void vanish() {
    steps.add(End.GONE);
  }

  @Override
  public List<GpioChip> list() {
    List<GpioChip.Line> lines = new ArrayList<>();
    for (int i = 0; i < LINES; i++) {
      lines.add(new GpioChip.Line(i, "GPIO" + (10 + i), ""));
    }
    return List.of(new GpioChip("/dev/gpiochip0", "pinctrl", lines, ""));
  }

  @Override
  public GpioInputs open(GpioRequest wanted, LongSupplier nanoTime) {
    request.complete(wanted);
    return new Inputs(wanted.lines(), nanoTime);
  }

  private final class Inputs implements GpioInputs {
    private final List<Integer> lines;
    private final LongSupplier nanoTime;

    Inputs(List<Integer> lines, LongSupplier nanoTime) {
      this.lines = lines;
      this.nanoTime = nanoTime;
    }

    @Override
    public boolean await(int millis, LevelSink sink) throws IOException {
      Step step;
      try {
        step = steps.poll(millis, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      switch (step) {
        case null -> {
          for (int i = 0; i < lines.size(); i++) {
            sink.level(i, high[lines.get(i)], nanoTime.getAsLong(), false);
          }
        }
        case Edge(int line, boolean isHigh, long nanos) -> {
          high[line] = isHigh;
          sink.level(lines.indexOf(line), isHigh, nanos, true);
        }
        case End.GONE -> throw new IOException("/dev/gpiochip0 is gone");
        case End.CLOSED -> {
          return false;
        }
      }
      return true;
    }

    @Override
    public void close() {
      steps.add(End.CLOSED);
    }
  }
}
