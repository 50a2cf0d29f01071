package org.navicast.driver.footswitch;

import java.util.ArrayList;
import java.util.List;
import org.navicast.driver.io.GpioLineFinder;
import org.navicast.driver.io.GpioRequest;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;

/**
 * Settings of pedals that are wired to GPIO lines.
 *
 * @param chip path, name or label of the chip; empty for the one that has lines of these names
 * @param pull what holds a line while its contact is open
 * @param closed what a line is while its contact is closed
 * @param debounceMicros how long the kernel waits for a line to rest, 0 to 50,000
 * @param pedals at least one
 */
record GpioPedalConfig(
    String chip, GpioRequest.Pull pull, Level closed, int debounceMicros, List<Pedal> pedals) {

  /** The voltage on a line. */
  enum Level {
    LOW,
    HIGH
  }

  /** A pedal and the lines that its contacts are on. */
  record Pedal(String control, Wiring wiring) {}

  /** Which contacts a pedal has. */
  sealed interface Wiring {

    /** One contact that closes when the pedal goes down. */
    record NormallyOpen(String line) implements Wiring {}

    /** One contact that opens when the pedal goes down. */
    record NormallyClosed(String line) implements Wiring {}

    /** One of each. */
    record Both(String open, String closed) implements Wiring {}

    /** The lines, in the order in which {@link #contacts} counts them. */
    default List<String> lines() {
      return switch (this) {
        case NormallyOpen(String line) -> List.of(line);
        case NormallyClosed(String line) -> List.of(line);
        case Both(String open, String closed) -> List.of(open, closed);
      };
    }

    /** Contacts wired like that, of which nothing is known yet. */
    default PedalContacts contacts() {
      return switch (this) {
        case NormallyOpen _ -> new SingleContact(true);
        case NormallyClosed _ -> new SingleContact(false);
        case Both _ -> new ContactPair();
      };
    }
  }

  /**
   * Reads {@code chip} (any that has such names), {@code pull} ({@code up}, {@code down}, {@code
   * none}; {@code up}), {@code closed} ({@code low}, {@code high}; what the pull is not), {@code
   * kernel-debounce-micros} (0) and {@code pedals}, each with {@code control} and {@code
   * normally-open}, {@code normally-closed} or both.
   */
  static GpioPedalConfig from(Settings settings) throws SettingsException {
    String chip = settings.textOr("chip", "");
    GpioRequest.Pull pull = settings.choice("pull", GpioRequest.Pull.UP);
    Level closed =
        settings.choice("closed", pull == GpioRequest.Pull.DOWN ? Level.HIGH : Level.LOW);
    int debounceMicros = settings.integer("kernel-debounce-micros", 0, 0, 50_000);
    List<Pedal> pedals = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<String> taken = new ArrayList<>();
    for (Settings section : PedalControls.sections(settings, "pedals")) {
      String name = PedalControls.name(section, names);
      names.add(name);
      pedals.add(new Pedal(name, wiring(section, chip, taken)));
      section.rejectUnknown();
    }
    if (taken.size() > GpioRequest.MAX_LINES) {
      throw settings.wrong(
          "pedals", "need " + taken.size() + " lines; use " + GpioRequest.MAX_LINES + " at most");
    }
    settings.rejectUnknown();
    return new GpioPedalConfig(chip, pull, closed, debounceMicros, List.copyOf(pedals));
  }

  /** The names of the pedals. */
  List<String> controls() {
    return pedals.stream().map(Pedal::control).toList();
  }

  /** The lines of all pedals, pedal by pedal. */
  List<String> lines() {
    return pedals.stream().flatMap(pedal -> pedal.wiring().lines().stream()).toList();
  }

  private static Wiring wiring(Settings pedal, String chip, List<String> taken)
      throws SettingsException {
    boolean hasOpen = pedal.has("normally-open");
    boolean hasClosed = pedal.has("normally-closed");
    if (!hasOpen && !hasClosed) {
      throw pedal.wrong(
          "normally-open",
          "is missing; give the line of the contact here, or at normally-closed, or both");
    }
    if (!hasClosed) {
      return new Wiring.NormallyOpen(line(pedal, "normally-open", chip, taken));
    }
    if (!hasOpen) {
      return new Wiring.NormallyClosed(line(pedal, "normally-closed", chip, taken));
    }
    return new Wiring.Both(
        line(pedal, "normally-open", chip, taken), line(pedal, "normally-closed", chip, taken));
  }

  private static String line(Settings pedal, String key, String chip, List<String> taken)
      throws SettingsException {
    String line = pedal.text(key);
    if (chip.isEmpty() && GpioLineFinder.isNumber(line)) {
      throw pedal.wrong(
          key, "is the number " + line + "; add chip to the device, or give the line's name");
    }
    if (taken.contains(line)) {
      throw pedal.wrong(key, "is " + line + " twice; give each contact its own line");
    }
    taken.add(line);
    return line;
  }
}
