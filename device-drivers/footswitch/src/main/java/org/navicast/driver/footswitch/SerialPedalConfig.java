package org.navicast.driver.footswitch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.navicast.driver.io.SerialSettings;
import org.navicast.gateway.driver.Key;
import org.navicast.gateway.driver.Refusals;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;
import org.navicast.gateway.driver.Shape;

/**
 * Settings of a board that sends a byte or a line for each pedal going down and up.
 *
 * @param port path of the serial port
 * @param serial how the port is set
 * @param protocol whether signals are lines or bytes
 * @param controls names of the pedals
 * @param signals two for each pedal, no two alike
 */
record SerialPedalConfig(
    String port,
    SerialSettings serial,
    Protocol protocol,
    List<String> controls,
    List<PedalSignal> signals) {

  private static final Key<String> PORT =
      Key.text("port", "A serial port or a link to one, such as /dev/serial/by-id/NAME.");
  private static final Key<Integer> BAUD =
      Key.integer("baud", 50, 4_000_000, "Bits a second.").orElse(9600);
  private static final Key<Protocol> PROTOCOL =
      Key.choice(
              "protocol",
              Protocol.class,
              "lines: a text line for each movement; bytes: one byte, written as 0x41 in quotes.")
          .orElse(Protocol.LINES);
  private static final Key<String> PRESSED =
      Key.text("pressed", "What the board sends when the pedal goes down.");
  private static final Key<String> RELEASED =
      Key.text("released", "What the board sends when the pedal comes up.");
  private static final Key<List<Settings>> PEDALS =
      PedalControls.list(
          "pedals",
          Shape.of(PedalControls.CONTROL, PRESSED, RELEASED),
          "The pedals, and what the board sends of each.");
  static final Shape SHAPE = Shape.of(PORT, BAUD, PROTOCOL, PEDALS);

  /** What a signal is on the wire. */
  enum Protocol {
    LINES,
    BYTES
  }

  /** Reads what {@link #SHAPE} declares. */
  static SerialPedalConfig from(Settings settings) throws SettingsException {
    Protocol protocol = settings.get(PROTOCOL);
    List<String> controls = new ArrayList<>();
    List<PedalSignal> signals = new ArrayList<>();
    Map<String, String> owners = new HashMap<>();
    Refusals refusals = new Refusals();
    for (Settings pedal : settings.get(PEDALS)) {
      int index = controls.size();
      refusals.collect(() -> PedalControls.name(pedal, controls)).ifPresent(controls::add);
      SerialPedalMessage down = new SerialPedalMessage.Down(index);
      SerialPedalMessage up = new SerialPedalMessage.Up(index);
      refusals
          .collect(() -> signal(pedal, PRESSED, protocol, down, owners))
          .ifPresent(signals::add);
      refusals.collect(() -> signal(pedal, RELEASED, protocol, up, owners)).ifPresent(signals::add);
    }
    refusals.throwIfAny();
    return new SerialPedalConfig(
        settings.get(PORT),
        SerialSettings.of(settings.get(BAUD)),
        protocol,
        List.copyOf(controls),
        List.copyOf(signals));
  }

  /** The decoder of this board's language. */
  SerialPedalDecoder decoder() {
    return switch (protocol) {
      case LINES -> new PedalLineDecoder(signals);
      case BYTES -> new PedalByteDecoder(signals);
    };
  }

  private static PedalSignal signal(
      Settings pedal,
      Key<String> key,
      Protocol protocol,
      SerialPedalMessage meaning,
      Map<String, String> owners)
      throws SettingsException {
    byte[] wire =
        pedal.get(
            key,
            switch (protocol) {
              case LINES -> SerialPedalConfig::line;
              case BYTES -> SerialPedalConfig::singleByte;
            });
    String owner =
        owners.putIfAbsent(new String(wire, StandardCharsets.ISO_8859_1), pedal.path(key));
    if (owner != null) {
      throw pedal.wrong(key, "is the same as " + owner + "; give every signal its own");
    }
    return new PedalSignal(wire, meaning);
  }

  private static byte[] line(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length == 0 || bytes.length > PedalLineDecoder.MAX_LINE) {
      throw new IllegalArgumentException(
          "give a line of 1 to " + PedalLineDecoder.MAX_LINE + " bytes");
    }
    if (text.chars().anyMatch(c -> c == '\r' || c == '\n')) {
      throw new IllegalArgumentException("give the line without its line end");
    }
    if (text.matches("0[xX][0-9a-fA-F]{1,2}")) {
      throw new IllegalArgumentException("for single bytes add protocol: bytes to the device");
    }
    return bytes;
  }

  private static byte[] singleByte(String text) {
    try {
      int value = Integer.decode(text);
      if (value >= 0 && value <= 0xFF) {
        return new byte[] {(byte) value};
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new IllegalArgumentException("give a byte from 0x00 to 0xFF");
  }
}
