package org.navicast.app.config;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.navicast.cast.event.ActionValue;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;
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
  private static final String ACTION = "action";
  private static final String VALUE = "value";
  private static final String REPEAT = "repeat-millis";
  private static final double MOST_STEPS = 1_000;
  private static final int MAX_REPEAT_MILLIS = 10_000;

  private final Set<String> modes;
  private int repeatMillis = Timing.FOR_FEET.repeatMillis();

  MeaningReader(Set<String> modes) {
    this.modes = modes;
  }

  /** How often the hold that was read last is told again. */
  int repeatMillis() {
    return repeatMillis;
  }

  Meaning read(Settings control, Gesture gesture) throws SettingsException {
    String key = gesture.label();
    boolean isSection = control.isSection(key);
    Settings section =
        isSection
            ? control.section(key)
            : new Settings(control.path(key), Map.of(ACTION, control.text(key)));
    String action = section.text(ACTION);
    Meaning meaning =
        action.startsWith(ModeTarget.PREFIX)
            ? new Meaning.SwitchMode(target(section, action.substring(ModeTarget.PREFIX.length())))
            : meaning(section, action, gesture);
    section.rejectUnknown();
    return meaning;
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
    requireOwn(section, action);
    if (!isHold || section.has(REPEAT)) {
      return new Kind.Trigger();
    }
    return section.has(VALUE) ? new Kind.Rate(1) : new Kind.Hold();
  }

  /** Refuses what is neither in the vocabulary nor a site's own. */
  static void requireOwn(Settings section, String action) throws SettingsException {
    if (!action.startsWith(Vocabulary.SITE) || action.equals(Vocabulary.SITE)) {
      throw wrong(
          section,
          "no action is called "
              + action
              + Spelling.nearest(action, Vocabulary.actions())
                  .map(nearest -> "; did you mean " + nearest + "?")
                  .orElse("; see docs/actions.md, or give site.NAME for one of your own"));
    }
  }

  private Meaning trigger(Settings section, String action, boolean isHold)
      throws SettingsException {
    if (isHold) {
      repeatMillis = section.integer(REPEAT, Timing.FOR_FEET.repeatMillis(), 20, MAX_REPEAT_MILLIS);
    }
    return new Meaning.Trigger(
        action, ActionValue.of(section.decimal(VALUE, 1, -MOST_STEPS, MOST_STEPS)));
  }

  private static ActionValue rate(Settings section, String action, int numbers)
      throws SettingsException {
    if (!section.has(VALUE)) {
      throw wrong(
          section,
          action + " is a rate; give it a value, such as { action: " + action + ", value: 0.5 }");
    }
    if (numbers == 1) {
      return ActionValue.of(section.decimal(VALUE, 0, -1, 1));
    }
    double[] values = Numbers.read(section, VALUE);
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
