package org.navicast.driver.sixdof;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.navicast.driver.io.CloseSwitch;
import org.navicast.driver.io.DeviceLine;
import org.navicast.driver.io.SerialLines;
import org.navicast.gateway.driver.DeviceDriver;
import org.navicast.gateway.driver.DriverContext;
import org.navicast.gateway.driver.InputSink;

/**
 * A Spaceball on a serial port: resets it, sets its mode, passes on what its ball and keys do.
 *
 * <p>A device that was switched off and on again forgets its mode and announces itself; the driver
 * then gives up, is made anew, and sets the mode again.
 */
final class SpaceballDriver implements DeviceDriver {
  /** A unit that takes its power from the port needs so long to wake up (spacenavd, VRPN). */
  private static final long WAKE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final long ANSWER_NANOS = TimeUnit.SECONDS.toNanos(2);

  private static final List<String> RESET = List.of("", "@RESET");

  /** Binary records, single events, and what the keys are now (spacenavd); no beep. */
  private static final List<String> SET_UP = List.of("", "CB", "MSSV", "k");

  private static final Pattern FIRMWARE = Pattern.compile("Firmware version (\\d+\\.\\d+)");

  private final SpaceballConfig config;
  private final DriverContext context;
  private final SpaceballTranslator translator;
  private final CloseSwitch closing = new CloseSwitch();

  SpaceballDriver(SpaceballConfig config, DriverContext context) {
    this.config = config;
    this.context = context;
    this.translator =
        new SpaceballTranslator(context.device(), config.fullScale(), config.rotationFullScale());
  }

  @Override
  public void run(InputSink sink) throws IOException, InterruptedException {
    try (DeviceLine line = SerialLines.open(config.port(), config.serial())) {
      closing.onClose(line::close);
      RecordLink<SpaceballMessage> link =
          new RecordLink<>(line, new SpaceballDecoder(), context.nanoTime());
      String product = start(link);
      if (product != null) {
        link.passOn(context, product, sink, this::take, translator::silence);
      }
    }
  }

  @Override
  public void close() {
    closing.close();
  }

  /** What the device is; null when the driver was closed meanwhile. */
  private @Nullable String start(RecordLink<SpaceballMessage> link) throws IOException {
    long awake = context.nanoTime().getAsLong() + WAKE_NANOS;
    while (context.nanoTime().getAsLong() - awake < 0) {
      if (!link.receive()) {
        return null;
      }
    }
    send(link, RESET);
    long deadline = context.nanoTime().getAsLong() + ANSWER_NANOS;
    boolean isReset = false;
    String firmware = "";
    boolean isOpen;
    do {
      isOpen = link.receive();
      for (SpaceballMessage message : link.received()) {
        if (message instanceof SpaceballMessage.Announcement(String text)) {
          isReset |= text.startsWith("1");
          Matcher version = FIRMWARE.matcher(text);
          firmware = version.find() ? version.group(1) : firmware;
        }
      }
      // Until it is silent: what it says later of itself means that it was switched on again.
    } while (isOpen
        && !(isReset && link.isSilent())
        && context.nanoTime().getAsLong() - deadline < 0);
    if (!isOpen) {
      return null;
    }
    if (!isReset) {
      throw new IOException(
          "no Spaceball answers at " + config.port() + "; check its cable, its power and the port");
    }
    send(link, SET_UP);
    return product(firmware);
  }

  private static void send(RecordLink<SpaceballMessage> link, List<String> commands)
      throws IOException {
    for (String command : commands) {
      link.send(command);
    }
  }

  /** The model by its firmware, as spacenavd tells them apart. */
  private static String product(String firmware) {
    String model =
        switch (firmware) {
          case "2.35", "2.62", "2.63" -> "Spaceball 3003";
          case "2.43", "2.45" -> "Spaceball 4000";
          case "2.2", "2.13", "2.15", "2.42" -> "Spaceball 2003";
          default -> "Spaceball";
        };
    return firmware.isEmpty() ? model : model + ", firmware " + firmware;
  }

  private void take(SpaceballMessage message, long nanos, InputSink sink) throws IOException {
    switch (message) {
      case SpaceballMessage.Motion motion -> translator.motion(motion, nanos, sink);
      case SpaceballMessage.Keys keys -> translator.keys(keys, nanos, sink);
      case SpaceballMessage.FlxKeys keys -> translator.keys(keys, nanos, sink);
      case SpaceballMessage.NoKeys _ -> translator.noKeys();
      case SpaceballMessage.KeysLost _ ->
          KeyBitmap.requireNoneHeld(translator.holdsKeys(), config.port());
      case SpaceballMessage.Announcement _ ->
          throw new IOException("the Spaceball at " + config.port() + " was switched on again");
      case SpaceballMessage.Acknowledgement _, SpaceballMessage.Refusal _ -> {
        // Answers to the settings; units too old for one of them refuse it and work all the same.
      }
    }
  }
}
