package org.navicast.app.config;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.navicast.cast.event.ActionValue;
import org.navicast.gateway.driver.Key;
import org.navicast.gateway.driver.Refusals;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;
import org.navicast.gateway.driver.Shape;
import org.navicast.gateway.driver.Spelling;
import org.navicast.gateway.driver.ValueType;
import org.navicast.gateway.engine.action.Gesture;
import org.navicast.gateway.engine.action.Meaning;
import org.navicast.gateway.engine.action.Meaning.ModeTarget;
import org.navicast.gateway.engine.action.Timing;
import org.navicast.gateway.engine.action.Vocabulary;
import org.navicast.gateway.engine.action.Vocabulary.Kind;

/**
 * Reads what a gesture means: the name of an action, or a section with {@code action}, {@code
 * value} and, on a hold, {@code repeat-millis}.
 */
final class MeaningReader {
  private static final double MOST_STEPS = 1_000;
  private static final int MAX_REPEAT_MILLIS = 10_000;
  private static final int MOST_NUMBERS = 6;
  private static final Key<String> ACTION =
      Key.of(
          "action",
          ValueType.Word.of(
              Vocabulary.actions().stream().sorted().toList(),
              "(mode|site)\\..+",
              "see docs/actions.md, or give site.NAME for one of your own, mode.NAME or mode.next"),
          "A trigger, a hold or a rate of docs/actions.md; mode.NAME or mode.next; site.NAME for"
              + " one of your own.");
  private static final Key<List<Double>> VALUE =
      Key.of(
              "value",
              new ValueType.Items<>(
                  new ValueType.Decimal(-MOST_STEPS, MOST_STEPS), 1, MOST_NUMBERS, true),
              "Of a trigger the number of steps, 1 where left out; of a rate as many numbers as the"
                  + " action has, each -1 to 1.")
          .optional();
  private static final Key<Integer> REPEAT =
      Key.integer(
              "repeat-millis", 20, MAX_REPEAT_MILLIS, "Of a trigger on hold: again every so often.")
          .orElse(Timing.FOR_FEET.repeatMillis());

  /** A gesture on a control. */
  static Key<Settings> key(Gesture gesture, String about) {
    return Key.of(
            gesture.label(), new ValueType.Brief(Shape.of(ACTION, VALUE, REPEAT), ACTION), about)
        .optional();
  }

  private final Set<String> modes;
  private int repeatMillis = Timing.FOR_FEET.repeatMillis();

  MeaningReader(Set<String> modes) {
    this.modes = modes;
  }

  /** How often the hold that was read last is told again. */
  int repeatMillis() {
    return repeatMillis;
  }

  Meaning read(Settings section, Gesture gesture) throws SettingsException {
    String action = section.get(ACTION);
    boolean isMode = action.startsWith(ModeTarget.PREFIX);
    Meaning meaning =
        isMode
            ? new Meaning.SwitchMode(target(section, action.substring(ModeTarget.PREFIX.length())))
            : meaning(section, action, gesture);
    refuseUnused(section, meaning, gesture);
    return meaning;
  }

  /** What would have no effect is refused, so that nobody waits for it. */
  private static void refuseUnused(Settings section, Meaning meaning, Gesture gesture)
      throws SettingsException {
    Refusals refusals = new Refusals();
    boolean isTrigger = meaning instanceof Meaning.Trigger;
    if (section.has(REPEAT) && !(isTrigger && gesture == Gesture.HOLD)) {
      refusals.add(section.wrong(REPEAT, "is for a trigger on hold; delete it"));
    }
    if (section.has(VALUE)
        && !isTrigger
        && !(meaning instanceof Meaning.Lasting(String _, ActionValue value)
            && !value.equals(ActionValue.NONE))) {
      refusals.add(section.wrong(VALUE, "is for a trigger or a rate; delete it"));
    }
    refusals.throwIfAny();
  }

  private ModeTarget target(Settings section, String mode) throws SettingsException {
    if (mode.equals(ModeTarget.NEXT)) {
      return new ModeTarget.Next();
    }
    if (!modes.contains(mode)) {
      throw wrong(
          section,
          "no mode is called " + mode + "; " + Spelling.advice(mode, new TreeSet<>(modes)));
    }
    return new ModeTarget.Named(mode);
  }

  private Meaning meaning(Settings section, String action, Gesture gesture)
      throws SettingsException {
    boolean isHold = gesture == Gesture.HOLD;
    return switch (kind(section, action, isHold)) {
      case Kind.Trigger _ -> trigger(section, action, isHold);
      case Kind.Hold _ when isHold -> new Meaning.Lasting(action, ActionValue.NONE);
      case Kind.Rate(int numbers) when isHold ->
          new Meaning.Lasting(action, rate(section, action, numbers));
      case Kind.Hold _, Kind.Rate _ ->
          throw wrong(section, action + " lasts, and " + gesture.label() + " does not; give hold");
    };
  }

  private Kind kind(Settings section, String action, boolean isHold) throws SettingsException {
    Optional<Kind> known = Vocabulary.kind(action);
    if (known.isPresent()) {
      return known.get();
    }
    if (!isHold || section.has(REPEAT)) {
      return new Kind.Trigger();
    }
    return section.has(VALUE) ? new Kind.Rate(1) : new Kind.Hold();
  }

  private Meaning trigger(Settings section, String action, boolean isHold)
      throws SettingsException {
    if (isHold) {
      repeatMillis = section.get(REPEAT);
    }
    List<Double> steps = section.find(VALUE).orElse(List.of(1.0));
    if (steps.size() != 1) {
      throw section.wrong(VALUE, "has " + steps.size() + " numbers; give 1");
    }
    return new Meaning.Trigger(action, ActionValue.of(steps.getFirst()));
  }

  private static ActionValue rate(Settings section, String action, int numbers)
      throws SettingsException {
    if (!section.has(VALUE)) {
      throw wrong(
          section,
          action + " is a rate; give it a value, such as { action: " + action + ", value: 0.5 }");
    }
    double[] values = section.get(VALUE).stream().mapToDouble(Double::doubleValue).toArray();
    if (values.length != numbers) {
      throw section.wrong(VALUE, "has " + values.length + " numbers; give " + numbers);
    }
    for (double value : values) {
      if (Math.abs(value) > 1) {
        throw section.wrong(VALUE, "has " + value + "; give numbers from -1 to 1");
      }
    }
    return ActionValue.of(values);
  }

  /** Of a gesture that is one word, its key is where the trouble is. */
  private static SettingsException wrong(Settings section, String message) {
    return new SettingsException(section.path(), message);
  }
}
