package org.navicast.driver.footswitch;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
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

/**
 * Pedals of a HID device, read as soon as the system has a report of theirs. What it types is kept
 * from the console meanwhile.
 */
final class HidPedalDriver implements DeviceDriver {
  /** As much as any device can send in one report, by the bounds of its descriptor. */
  private static final int BUFFER_BYTES = 4097;

  private record Found(HidDevice device, HidPedalDecoder decoder) {}

  private final HidPedalConfig config;
  private final DriverContext context;
  private final HidDoor door;
  private final CloseSwitch closing = new CloseSwitch();

  HidPedalDriver(HidPedalConfig config, DriverContext context, HidDoor door) {
    this.config = config;
    this.context = context;
    this.door = door;
  }

  @Override
  public void run(InputSink sink) throws IOException, InterruptedException {
    door.awaitWhole(plugged().getFirst());
    Found found = find();
    try (HidHold _ = door.hold(found.device());
        DeviceLine line = door.open(found.device())) {
      closing.onClose(line::close);
      line.lend(files -> context.readLoop().run(files, new Reports(line, found, sink)));
    }
  }

  @Override
  public void close() {
    closing.close();
  }

  private Found find() throws IOException {
    for (HidDevice device : plugged()) {
      Optional<HidPedalDecoder> decoder = config.decoder(device);
      if (decoder.isPresent()) {
        if (!device.mayOpen()) {
          throw new IOException(device.trouble());
        }
        return new Found(device, decoder.get());
      }
    }
    Optional<String> trouble =
        plugged().stream().flatMap(it -> config.trouble(it).stream()).findFirst();
    throw new IOException(
        "the device "
            + config.ids()
            + (trouble.isPresent()
                ? " cannot be read: " + trouble.get()
                : " has no such pedals; correct their usages"));
  }

  /** The interfaces of the configured device that are there, at least one. */
  private List<HidDevice> plugged() throws IOException {
    List<HidDevice> devices =
        door.list().stream()
            .filter(
                it ->
                    it.ids().equals(config.ids())
                        && (config.serial().isEmpty() || config.serial().equals(it.serial())))
            .toList();
    if (devices.isEmpty()) {
      throw new IOException(
          "no pedal " + config.ids() + " is plugged in; plug it in or correct its ids");
    }
    return devices;
  }

  /** Reads one report after another. */
  private final class Reports implements ReadLoop.Reading {
    private final DeviceLine line;
    private final Found found;
    private final InputSink sink;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final boolean[] down = new boolean[config.controls().size()];
    private HidPedalTranslator translator = translator(true);
    private boolean hasPlug = true;

    Reports(DeviceLine line, Found found, InputSink sink) {
      this.line = line;
      this.found = found;
      this.sink = sink;
    }

    @Override
    public void begin() throws IOException {
      int count = line.read(buffer, 0);
      for (int reads = 1; count > 0 && reads < MOST_BEFORE; reads++) {
        take(count, context.nanoTime().getAsLong(), InputSink.NOWHERE);
        count = line.read(buffer, 0);
      }
      sink.accept(hasPlug ? connected(found.device()) : noPlug(context.nanoTime().getAsLong()));
    }

    @Override
    public boolean take(int waitMillis) throws IOException {
      int count = line.read(buffer, waitMillis);
      if (count > 0) {
        take(count, context.nanoTime().getAsLong(), sink);
      }
      return count != DeviceLine.CLOSED;
    }

    private void take(int count, long now, InputSink to) {
      switch (found.decoder().decode(buffer, count, down)) {
        case NOTHING -> {
          // the pedals are what they were
        }
        case PEDALS -> {
          if (!hasPlug) {
            hasPlug = true;
            translator = translator(false);
            to.accept(connected(found.device()));
          }
          translator.states(down, now, to);
        }
        case NO_PLUG -> {
          if (hasPlug) {
            hasPlug = false;
            to.accept(noPlug(now));
          }
        }
      }
    }
  }

  private HidPedalTranslator translator(boolean mayTrustFirst) {
    return new HidPedalTranslator(context.device(), config.controls(), mayTrustFirst);
  }

  private DeviceStatus connected(HidDevice device) {
    return DeviceStatus.connected(
        context.device(), context.nanoTime().getAsLong(), device.name(), device.serial());
  }

  private DeviceStatus noPlug(long now) {
    return new DeviceStatus(
        context.device(),
        now,
        DeviceStatus.State.FAULTED,
        "no pedal is plugged into its adapter; put the plug in",
        "",
        "");
  }
}
