package org.navicast.driver.footswitch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.navicast.driver.io.GpioLineFinder;
import org.navicast.driver.io.GpioRequest;
import org.navicast.gateway.driver.Key;
import org.navicast.gateway.driver.Refusals;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;
import org.navicast.gateway.driver.Shape;

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

  private static final Key<String> CHIP =
      Key.text(
              "chip",
              "Path, name or label of the chip, such as pinctrl-rp1; the one that has lines of"
                  + " these names where left out. Needed for lines by number.")
          .orElse("");
  private static final Key<GpioRequest.Pull> PULL =
      Key.choice(
              "pull",
              GpioRequest.Pull.class,
              "What holds a line while its contact is open; none for a resistor of your own.")
          .orElse(GpioRequest.Pull.UP);
  private static final Key<Level> CLOSED =
      Key.choice(
              "closed",
              Level.class,
              "What a line is while its contact is closed; what the pull is not where left out.")
          .optional();
  private static final Key<Integer> KERNEL_DEBOUNCE_MICROS =
      Key.integer(
              "kernel-debounce-micros",
              0,
              50_000,
              "The kernel tells an edge only after so long a rest; every press comes later by as"
                  + " much. Bounce of a contact needs no such thing.")
          .orElse(0);
  private static final Key<String> NORMALLY_OPEN =
      Key.text(
              "normally-open",
              "Name or number of the line whose contact closes when the pedal goes down.")
          .optional();
  private static final Key<String> NORMALLY_CLOSED =
      Key.text(
              "normally-closed",
              "Name or number of the line whose contact opens when the pedal goes down.")
          .optional();
  private static final Key<List<Settings>> PEDALS =
      PedalControls.list(
          "pedals",
          Shape.of(PedalControls.CONTROL, NORMALLY_OPEN, NORMALLY_CLOSED),
          "The pedals, each with one contact or both.");
  static final Shape SHAPE = Shape.of(CHIP, PULL, CLOSED, KERNEL_DEBOUNCE_MICROS, PEDALS);

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

  /** Reads what {@link #SHAPE} declares. */
  static GpioPedalConfig from(Settings settings) throws SettingsException {
    String chip = settings.get(CHIP);
    GpioRequest.Pull pull = settings.get(PULL);
    Level closed =
        settings.find(CLOSED).orElse(pull == GpioRequest.Pull.DOWN ? Level.HIGH : Level.LOW);
    int debounceMicros = settings.get(KERNEL_DEBOUNCE_MICROS);
    List<Pedal> pedals = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<String> taken = new ArrayList<>();
    Refusals refusals = new Refusals();
    for (Settings section : settings.get(PEDALS)) {
      Optional<String> name = refusals.collect(() -> PedalControls.name(section, names));
      name.ifPresent(names::add);
      refusals
          .collect(() -> wiring(section, chip, taken))
          .ifPresent(wiring -> pedals.add(new Pedal(name.orElse(""), wiring)));
    }
    refusals.throwIfAny();
    if (taken.size() > GpioRequest.MAX_LINES) {
      throw settings.wrong(
          PEDALS, "need " + taken.size() + " lines; use " + GpioRequest.MAX_LINES + " at most");
    }
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
    boolean hasOpen = pedal.has(NORMALLY_OPEN);
    boolean hasClosed = pedal.has(NORMALLY_CLOSED);
    if (!hasOpen && !hasClosed) {
      throw pedal.wrong(
          NORMALLY_OPEN,
          "is missing; give the line of the contact here, or at normally-closed, or both");
    }
    if (!hasClosed) {
      return new Wiring.NormallyOpen(line(pedal, NORMALLY_OPEN, chip, taken));
    }
    if (!hasOpen) {
      return new Wiring.NormallyClosed(line(pedal, NORMALLY_CLOSED, chip, taken));
    }
    Refusals refusals = new Refusals();
    Optional<String> open = refusals.collect(() -> line(pedal, NORMALLY_OPEN, chip, taken));
    Optional<String> closed = refusals.collect(() -> line(pedal, NORMALLY_CLOSED, chip, taken));
    refusals.throwIfAny();
    return new Wiring.Both(open.orElseThrow(), closed.orElseThrow());
  }

  private static String line(Settings pedal, Key<String> key, String chip, List<String> taken)
      throws SettingsException {
    String line = pedal.get(key);
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
