package org.navicast.driver.footswitch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.navicast.driver.io.SerialSettings;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;

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

  /** What a signal is on the wire. */
  enum Protocol {
    LINES,
    BYTES
  }

  /**
   * Reads {@code port}, {@code baud} (9600), {@code protocol} ({@code lines} or {@code bytes}) and
   * {@code pedals}, each with {@code control}, {@code pressed} and {@code released}: the text of a
   * line, or a byte such as {@code 0x41}.
   */
  static SerialPedalConfig from(Settings settings) throws SettingsException {
    String port = settings.text("port");
    SerialSettings serial = SerialSettings.of(settings.integer("baud", 9600, 50, 4_000_000));
    Protocol protocol = settings.choice("protocol", Protocol.LINES);
    List<String> controls = new ArrayList<>();
    List<PedalSignal> signals = new ArrayList<>();
    Map<String, String> owners = new HashMap<>();
    for (Settings pedal : PedalControls.sections(settings, "pedals")) {
      int index = controls.size();
      controls.add(PedalControls.name(pedal, controls));
      signals.add(signal(pedal, "pressed", protocol, new SerialPedalMessage.Down(index), owners));
      signals.add(signal(pedal, "released", protocol, new SerialPedalMessage.Up(index), owners));
      pedal.rejectUnknown();
    }
    settings.rejectUnknown();
    return new SerialPedalConfig(
        port, serial, protocol, List.copyOf(controls), List.copyOf(signals));
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
      String key,
      Protocol protocol,
      SerialPedalMessage meaning,
      Map<String, String> owners)
      throws SettingsException {
    byte[] wire =
        pedal.parsed(
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
