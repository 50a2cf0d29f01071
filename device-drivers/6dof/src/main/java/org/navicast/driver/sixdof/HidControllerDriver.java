package org.navicast.driver.sixdof;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.navicast.driver.hid.ReportDecoder;
import org.navicast.driver.hid.ReportDescriptor;
import org.navicast.driver.io.CloseSwitch;
import org.navicast.driver.io.DeviceLine;
import org.navicast.driver.io.HidDevice;
import org.navicast.driver.io.HidDoor;
import org.navicast.driver.io.HidHold;
import org.navicast.gateway.driver.DeviceDriver;
import org.navicast.gateway.driver.DriverContext;
import org.navicast.gateway.driver.InputSink;
import org.navicast.gateway.driver.ReadLoop;
import org.navicast.gateway.input.DeviceStatus;

/** A HID controller, read as soon as the system has a report of its. */
final class HidControllerDriver implements DeviceDriver {
  /** As much as any device can send in one report, by the bounds of its descriptor. */
  private static final int BUFFER_BYTES = 4097;

  private record Found(HidDevice device, HidControllerModel model, ReportDescriptor descriptor) {}

  private final HidControllerConfig config;
  private final DriverContext context;
  private final HidDoor door;
  private final CloseSwitch closing = new CloseSwitch();

  HidControllerDriver(HidControllerConfig config, DriverContext context, HidDoor door) {
    this.config = config;
    this.context = context;
    this.door = door;
  }

  @Override
  public void run(InputSink sink) throws IOException, InterruptedException {
    door.awaitWhole(find().device());
    Found found = find();
    try (HidHold _ = door.hold(found.device());
        DeviceLine line = door.open(found.device());
        @Nullable ControllerLamp lamp = lamp(line, found.model())) {
      closing.onClose(() -> end(lamp, line));
      line.lend(files -> context.readLoop().run(files, new Reports(line, found, sink)));
    }
  }

  @Override
  public void close() {
    closing.close();
  }

  /** The lamp goes out while the line can still be written to. */
  private static void end(@Nullable ControllerLamp lamp, DeviceLine line) {
    if (lamp != null) {
      lamp.close();
    }
    line.close();
  }

  /** The one controller that is meant. */
  private Found find() throws IOException {
    List<HidDevice> plugged = door.list().stream().filter(config::isMeant).toList();
    List<Found> found = new ArrayList<>();
    for (HidDevice device : plugged) {
      Optional<HidControllerModel> model = config.modelOf(device);
      if (model.isPresent()) {
        device
            .descriptor()
            .map(descriptor -> new Found(device, model.get(), model.get().correct(descriptor)))
            .ifPresent(found::add);
      }
    }
    if (found.isEmpty()) {
      throw new IOException(nothingFound(!plugged.isEmpty()));
    }
    long units = found.stream().map(it -> it.device().unit()).distinct().count();
    if (units > 1) {
      throw new IOException(
          "several controllers are plugged in; give ids or serial of one: "
              + found.stream()
                  .map(it -> it.device().ids() + " " + it.device().serial())
                  .map(String::strip)
                  .distinct()
                  .collect(Collectors.joining(", ")));
    }
    HidDevice device = found.getFirst().device();
    if (!device.mayOpen()) {
      throw new IOException(device.trouble());
    }
    return found.getFirst();
  }

  private String nothingFound(boolean isPlugged) {
    if (config.ids().isEmpty()) {
      return "no controller is plugged in; plug it in, or look what navicast devices says of it";
    }
    return isPlugged
        ? "the device " + config.ids() + " has no axes that steer; correct its ids"
        : "no controller " + config.ids() + " is plugged in; plug it in or correct its ids";
  }

  private @Nullable ControllerLamp lamp(DeviceLine line, HidControllerModel model) {
    return model.lamp().isPresent()
        ? ControllerLamp.start(line, model.lamp().getAsInt(), context.joined(), context.device())
        : null;
  }

  /** Reads one report after another. */
  private final class Reports implements ReadLoop.Reading {
    private final DeviceLine line;
    private final Found found;
    private final InputSink sink;
    private final HidControllerTranslator translator;
    private final ReportDecoder decoder;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private boolean isHeard;
    private long lastNanos;

    Reports(DeviceLine line, Found found, InputSink sink) {
      this.line = line;
      this.found = found;
      this.sink = sink;
      this.translator =
          new HidControllerTranslator(
              context.device(), found.model(), found.descriptor(), config::name);
      this.decoder = new ReportDecoder(found.descriptor());
      this.isHeard = !found.model().isReceiver();
      this.lastNanos = context.nanoTime().getAsLong();
    }

    @Override
    public void begin() throws IOException {
      int count = line.read(buffer, 0);
      for (int reads = 1; count > 0 && reads < MOST_BEFORE; reads++) {
        take(count, context.nanoTime().getAsLong(), InputSink.NOWHERE);
        count = line.read(buffer, 0);
      }
      lastNanos = context.nanoTime().getAsLong();
      sink.accept(isHeard ? connected(found, lastNanos) : withoutCap(found, lastNanos));
    }

    @Override
    public int patienceMillis() {
      return mayBeLost() ? found.model().silenceMillis() : FOREVER;
    }

    @Override
    public boolean take(int waitMillis) throws IOException {
      int count = line.read(buffer, waitMillis);
      long now = context.nanoTime().getAsLong();
      if (count > 0) {
        take(count, now, sink);
      } else if (count == DeviceLine.SILENT && mayBeLost() && now - lastNanos >= silenceNanos()) {
        translator.silence(now, sink);
      }
      return count != DeviceLine.CLOSED;
    }

    private void take(int count, long now, InputSink to) {
      lastNanos = now;
      if (!isHeard) {
        isHeard = true;
        to.accept(connected(found, now));
      }
      translator.take(decoder.decode(buffer, count), now, to);
    }

    private boolean mayBeLost() {
      return found.model().silenceMillis() > 0 && translator.isMoving();
    }

    private long silenceNanos() {
      return TimeUnit.MILLISECONDS.toNanos(found.model().silenceMillis());
    }
  }

  private DeviceStatus connected(Found found, long now) {
    return DeviceStatus.connected(
        context.device(), now, found.device().name(), found.device().serial());
  }

  private DeviceStatus withoutCap(Found found, long now) {
    return new DeviceStatus(
        context.device(),
        now,
        DeviceStatus.State.FAULTED,
        "its receiver is plugged in, but no cap was heard yet; switch the cap on and move it",
        found.device().name(),
        found.device().serial());
  }
}
