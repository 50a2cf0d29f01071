package org.navicast.driver.sixdof;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.navicast.driver.io.CloseSwitch;
import org.navicast.driver.io.DeviceLine;
import org.navicast.driver.io.SerialLines;
import org.navicast.driver.io.SerialSettings;
import org.navicast.gateway.driver.DeviceDriver;
import org.navicast.gateway.driver.DriverContext;
import org.navicast.gateway.driver.InputSink;

/**
 * A Magellan on a serial port: greets it, sets its mode, passes on what its cap and keys do.
 *
 * <p>A device that was switched off and on again forgets its mode and announces itself; the driver
 * then gives up, and is made anew.
 */
final class MagellanDriver implements DeviceDriver {
  private static final long ANSWER_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int MAX_RESETS = 3;
  private static final String NAMELESS = "Magellan";

  /** How to begin: what is asked, and what sets the mode once that is answered. */
  private record StartUp(String greeting, List<String> settings) {}

  /** The way of spacenavd, then that of VRPN for units that do not tell their version; no beep. */
  private static final List<StartUp> START_UPS =
      List.of(
          new StartUp("vQ", List.of("m3", "c3B")), new StartUp("z", List.of("m3", "c30", "nH")));

  private final MagellanConfig config;
  private final DriverContext context;
  private final MagellanTranslator translator;
  private final CloseSwitch closing = new CloseSwitch();
  private int resets;
  private boolean isClosed;

  MagellanDriver(MagellanConfig config, DriverContext context) {
    this.config = config;
    this.context = context;
    this.translator = new MagellanTranslator(context.device(), config.fullScale());
  }

  @Override
  public void run(InputSink sink) throws IOException, InterruptedException {
    for (SerialSettings settings : config.lines()) {
      try (DeviceLine line = SerialLines.open(config.port(), settings)) {
        closing.onClose(line::close);
        RecordLink<MagellanMessage> link =
            new RecordLink<>(line, new MagellanDecoder(), context.nanoTime());
        if (pass(link, sink)) {
          return;
        }
      }
    }
    throw new IOException(
        "no Magellan answers at " + config.port() + "; check its cable, its power and the port");
  }

  /** Passes on what the device says until it is closed; false where none answers. */
  private boolean pass(RecordLink<MagellanMessage> link, InputSink sink)
      throws IOException, InterruptedException {
    String product = start(link);
    if (product == null) {
      return isClosed;
    }
    link.passOn(
        context,
        product,
        sink,
        (message, nanos, its) -> take(message, link, nanos, its),
        translator::silence);
    return true;
  }

  @Override
  public void close() {
    closing.close();
  }

  /** What the device calls itself; null when none answers, or the driver was closed meanwhile. */
  private @Nullable String start(RecordLink<MagellanMessage> link) throws IOException {
    for (StartUp startUp : START_UPS) {
      link.send(startUp.greeting());
      long deadline = context.nanoTime().getAsLong() + ANSWER_NANOS;
      do {
        if (!link.receive()) {
          isClosed = true;
          return null;
        }
        String product = answer(link.received());
        if (product != null) {
          for (String setting : startUp.settings()) {
            link.send(setting);
          }
          return product;
        }
      } while (!link.isSilent() && context.nanoTime().getAsLong() - deadline < 0);
    }
    return null;
  }

  private static @Nullable String answer(List<MagellanMessage> messages) {
    for (MagellanMessage message : messages) {
      if (message instanceof MagellanMessage.Version version) {
        return version.text().isEmpty() ? NAMELESS : version.text();
      }
      if (message instanceof MagellanMessage.ResetReply) {
        return NAMELESS;
      }
    }
    return null;
  }

  private void take(
      MagellanMessage message, RecordLink<MagellanMessage> link, long nanos, InputSink sink)
      throws IOException {
    switch (message) {
      case MagellanMessage.Motion motion -> translator.motion(motion, nanos, sink);
      case MagellanMessage.Keys keys -> translator.keys(keys, nanos, sink);
      case MagellanMessage.KeysLost _ ->
          KeyBitmap.requireNoneHeld(translator.holdsKeys(), config.port());
      case MagellanMessage.ModeReply reply -> leaveMouseMode(reply, link);
      case MagellanMessage.Version _ ->
          throw new IOException("the Magellan at " + config.port() + " was switched on again");
      case MagellanMessage.ResetReply _,
          MagellanMessage.Acknowledgement _,
          MagellanMessage.Refusal _ -> {
        // Answers to the settings; units too old for one of them refuse it and work all the same.
      }
    }
  }

  private void leaveMouseMode(MagellanMessage.ModeReply reply, RecordLink<MagellanMessage> link)
      throws IOException {
    if (!reply.isMouse()) {
      return;
    }
    if (++resets > MAX_RESETS) {
      throw new IOException(
          "the Magellan at " + config.port() + " stays in mouse mode; switch it off and on again");
    }
    link.send("z");
    link.send("m3");
  }
}
