package org.navicast.driver.footswitch;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.navicast.driver.io.ModemLines;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;

/**
 * Settings of pedals that are wired to the modem lines of a serial port.
 *
 * @param port path of the serial port
 * @param supply the output that feeds the contacts
 * @param contacts one for each pedal, each on a line of its own
 */
record ModemPedalConfig(String port, ModemLines.Supply supply, List<Contact> contacts) {

  /** What a contact is while nobody steps on it. */
  enum Normally {
    OPEN,
    CLOSED
  }

  /** A pedal, the line it is on, and what it is at rest. */
  record Contact(String control, ModemLines.Line line, Normally normally) {

    /** True while the pedal is down, given these levels. */
    boolean isDown(ModemLines.Levels levels) {
      return levels.isOn(line) == (normally == Normally.OPEN);
    }
  }

  /**
   * Reads {@code port}, {@code supply} ({@code rts}, {@code dtr} or {@code both}; {@code rts}) and
   * {@code contacts}, each with {@code control}, {@code line} ({@code cts}, {@code dsr}, {@code
   * dcd}, {@code ring}) and {@code normally} ({@code open} or {@code closed}; {@code open}).
   */
  static ModemPedalConfig from(Settings settings) throws SettingsException {
    String port = settings.text("port");
    ModemLines.Supply supply = settings.choice("supply", ModemLines.Supply.RTS);
    List<Contact> contacts = new ArrayList<>();
    List<String> names = new ArrayList<>();
    Set<ModemLines.Line> taken = EnumSet.noneOf(ModemLines.Line.class);
    for (Settings section : PedalControls.sections(settings, "contacts")) {
      String name = PedalControls.name(section, names);
      names.add(name);
      contacts.add(
          new Contact(name, line(section, taken), section.choice("normally", Normally.OPEN)));
      section.rejectUnknown();
    }
    settings.rejectUnknown();
    return new ModemPedalConfig(port, supply, List.copyOf(contacts));
  }

  /** The names of the pedals, in the order of the contacts. */
  List<String> controls() {
    return contacts.stream().map(Contact::control).toList();
  }

  private static ModemLines.Line line(Settings section, Set<ModemLines.Line> taken)
      throws SettingsException {
    String text = section.text("line");
    ModemLines.Line line = section.choice("line", ModemLines.Line.CTS);
    if (!taken.add(line)) {
      throw section.wrong("line", "is " + text + " twice; give each contact its own line");
    }
    return line;
  }
}
