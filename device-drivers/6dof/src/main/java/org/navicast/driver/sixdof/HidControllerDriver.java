package org.navicast.driver.sixdof;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.navicast.driver.hid.ReportDecoder;
import org.navicast.driver.io.CloseSwitch;
import org.navicast.driver.io.DeviceLine;
import org.navicast.driver.io.HidBoards;
import org.navicast.driver.io.HidClaims;
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

  private final HidControllerConfig config;
  private final DriverContext context;
  private final HidDoor door;
  private final HidClaims claims;
  private final CloseSwitch closing = new CloseSwitch();

  /**
   * @param claims which boards are something else
   */
  HidControllerDriver(
      HidControllerConfig config, DriverContext context, HidDoor door, HidClaims claims) {
    this.config = config;
    this.context = context;
    this.door = door;
    this.claims = claims;
  }

  @Override
  public void run(InputSink sink) throws IOException, InterruptedException {
    door.awaitWhole(find().device());
    Steering found = find();
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
  private Steering find() throws IOException {
    List<HidDevice> plugged = door.list().stream().filter(config::isMeant).toList();
    List<List<Steering>> boards = new ArrayList<>();
    String refusal = "";
    for (List<HidDevice> board : HidBoards.of(plugged)) {
      Optional<String> why = refusal(board);
      List<Steering> steering =
          board.stream().flatMap(device -> config.steering(device).stream()).toList();
      if (why.isPresent()) {
        refusal = "the device " + board.getFirst().ids() + " cannot be used: " + why.get();
      } else if (!steering.isEmpty()) {
        boards.add(steering);
      }
    }
    if (boards.isEmpty()) {
      throw new IOException(nothingFound(!plugged.isEmpty(), refusal));
    }
    if (boards.size() > 1) {
      throw new IOException(
          "several controllers are plugged in; give ids or serial of one: "
              + boards.stream()
                  .map(it -> it.getFirst().device())
                  .map(it -> (it.ids() + " " + it.serial()).strip())
                  .distinct()
                  .collect(Collectors.joining(", ")));
    }
    Steering found = ofPort(boards.getFirst());
    if (!found.device().mayOpen()) {
      throw new IOException(found.device().trouble());
    }
    return found;
  }

  /** Why a board is not to be read though something on it may seem to steer. */
  private Optional<String> refusal(List<HidDevice> board) {
    return HidControllerProvider.refusal(board, config.isToldByHand() ? HidClaims.NONE : claims);
  }

  private Steering ofPort(List<Steering> ports) throws IOException {
    if (config.port() > ports.size()) {
      throw new IOException(
          "the device "
              + ports.getFirst().device().ids()
              + " has no port "
              + config.port()
              + "; correct the port, the last is "
              + ports.size());
    }
    if (config.port() > 0) {
      return ports.get(config.port() - 1);
    }
    // Which cap moves a receiver does not say; the first interface is the one that speaks.
    if (ports.size() > 1 && !ports.getFirst().model().isReceiver()) {
      throw new IOException(
          "the device "
              + ports.getFirst().device().ids()
              + " has controls at "
              + ports.size()
              + " ports; give its port, 1 to "
              + ports.size());
    }
    return ports.getFirst();
  }

  private String nothingFound(boolean isPlugged, String refusal) {
    if (config.ids().isEmpty()) {
      return refusal.isEmpty()
          ? "no controller is plugged in; plug it in, or look what navicast devices says of it"
          : "no controller is plugged in; " + refusal;
    }
    if (!refusal.isEmpty()) {
      return refusal;
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
    private final Steering found;
    private final InputSink sink;
    private final HidControllerTranslator translator;
    private final ReportDecoder decoder;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private boolean isHeard;
    private long lastNanos;

    Reports(DeviceLine line, Steering found, InputSink sink) {
      this.line = line;
      this.found = found;
      this.sink = sink;
      this.translator =
          new HidControllerTranslator(
              context.device(),
              found,
              door.axes(found.device(), HidControllerTranslator.axes(found.model())),
              config::name);
      this.decoder = new ReportDecoder(found.controls());
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
      translator.tellDoubts(lastNanos, sink);
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

  private DeviceStatus connected(Steering found, long now) {
    return DeviceStatus.connected(
        context.device(), now, found.device().name(), found.device().serial());
  }

  private DeviceStatus withoutCap(Steering found, long now) {
    return new DeviceStatus(
        context.device(),
        now,
        DeviceStatus.State.FAULTED,
        "its receiver is plugged in, but no cap was heard yet; switch the cap on and move it",
        found.device().name(),
        found.device().serial());
  }
}
