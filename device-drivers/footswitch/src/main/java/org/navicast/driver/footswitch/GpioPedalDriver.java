package org.navicast.driver.footswitch;

import java.io.IOException;
import org.navicast.driver.io.CloseSwitch;
import org.navicast.driver.io.GpioDoor;
import org.navicast.driver.io.GpioInputs;
import org.navicast.driver.io.GpioLineFinder;
import org.navicast.driver.io.GpioRequest;
import org.navicast.gateway.driver.DeviceDriver;
import org.navicast.gateway.driver.DriverContext;
import org.navicast.gateway.driver.InputSink;

/** Pedals on GPIO lines: an edge wakes it, and a look at the levels now and then makes sure. */
final class GpioPedalDriver implements DeviceDriver {
  /** So long an edge that got lost may stay unseen. */
  private static final int SUPERVISION_MILLIS = 1_000;

  private static final long NANOS_PER_MILLI = 1_000_000;

  private final GpioPedalConfig config;
  private final DriverContext context;
  private final GpioDoor door;
  private final CloseSwitch closing = new CloseSwitch();

  GpioPedalDriver(GpioPedalConfig config, DriverContext context, GpioDoor door) {
    this.config = config;
    this.context = context;
    this.door = door;
  }

  @Override
  public void run(InputSink sink) throws IOException {
    try (GpioInputs inputs = door.open(request(), context.nanoTime())) {
      closing.onClose(inputs::close);
      GpioPedalTranslator translator = new GpioPedalTranslator(context.device(), config);
      GpioInputs.LevelSink levels =
          (line, high, nanos, isEdge) -> translator.level(line, high, nanos, isEdge, sink);
      boolean isOpen = inputs.await(0, levels);
      while (isOpen) {
        isOpen = inputs.await(millisUntil(translator.dueNanos()), levels);
      }
    }
  }

  @Override
  public void close() {
    closing.close();
  }

  private GpioRequest request() throws IOException {
    GpioLineFinder.Found found = GpioLineFinder.find(door.list(), config.chip(), config.lines());
    return new GpioRequest(
        found.chip().path(), found.numbers(), config.pull(), config.debounceMicros());
  }

  private int millisUntil(long dueNanos) {
    if (dueNanos == PedalContacts.NEVER) {
      return SUPERVISION_MILLIS;
    }
    long millis = Math.ceilDiv(dueNanos - context.nanoTime().getAsLong(), NANOS_PER_MILLI);
    return (int) Math.clamp(millis, 0L, SUPERVISION_MILLIS);
  }
}
