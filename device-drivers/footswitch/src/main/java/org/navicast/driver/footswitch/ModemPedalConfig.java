package org.navicast.driver.footswitch;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.navicast.driver.io.ModemLines;
import org.navicast.gateway.driver.Key;
import org.navicast.gateway.driver.Refusals;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;
import org.navicast.gateway.driver.Shape;

/**
 * Settings of pedals that are wired to the modem lines of a serial port.
 *
 * @param port path of the serial port
 * @param supply the output that feeds the contacts
 * @param contacts one for each pedal, each on a line of its own
 */
record ModemPedalConfig(String port, ModemLines.Supply supply, List<Contact> contacts) {

  private static final Key<String> PORT =
      Key.text("port", "A serial port or a link to one, such as /dev/serial/by-id/NAME.");
  private static final Key<ModemLines.Supply> SUPPLY =
      Key.choice(
              "supply",
              ModemLines.Supply.class,
              "The output that the contacts take their voltage from.")
          .orElse(ModemLines.Supply.RTS);
  private static final Key<ModemLines.Line> LINE =
      Key.choice("line", ModemLines.Line.class, "The input that the contact is on.");
  private static final Key<Normally> NORMALLY =
      Key.choice("normally", Normally.class, "What the contact is while nobody steps on it.")
          .orElse(Normally.OPEN);
  private static final Key<List<Settings>> CONTACTS =
      PedalControls.list(
          "contacts",
          Shape.of(PedalControls.CONTROL, LINE, NORMALLY),
          "One contact for each pedal, each on a line of its own.");
  static final Shape SHAPE = Shape.of(PORT, SUPPLY, CONTACTS);

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

  /** Reads what {@link #SHAPE} declares. */
  static ModemPedalConfig from(Settings settings) throws SettingsException {
    List<Contact> contacts = new ArrayList<>();
    List<String> names = new ArrayList<>();
    Set<ModemLines.Line> taken = EnumSet.noneOf(ModemLines.Line.class);
    Refusals refusals = new Refusals();
    for (Settings section : settings.get(CONTACTS)) {
      Optional<String> name = refusals.collect(() -> PedalControls.name(section, names));
      name.ifPresent(names::add);
      Optional<ModemLines.Line> line = refusals.collect(() -> line(section, taken));
      if (name.isPresent() && line.isPresent()) {
        contacts.add(new Contact(name.get(), line.get(), section.get(NORMALLY)));
      }
    }
    refusals.throwIfAny();
    return new ModemPedalConfig(settings.get(PORT), settings.get(SUPPLY), List.copyOf(contacts));
  }

  /** The names of the pedals, in the order of the contacts. */
  List<String> controls() {
    return contacts.stream().map(Contact::control).toList();
  }

  private static ModemLines.Line line(Settings section, Set<ModemLines.Line> taken)
      throws SettingsException {
    ModemLines.Line line = section.get(LINE);
    if (!taken.add(line)) {
      throw section.wrong(LINE, "is there twice; give each contact its own line");
    }
    return line;
  }
}
