package org.navicast.gateway.engine.action;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.navicast.cast.event.NaviProfile;
import org.navicast.cast.event.NaviProfile.Understood;

/**
 * What a site writes: which control and which axis means what, in which mode.
 *
 * @param modes at least one, of different names; the first is on at the start
 * @param silent devices whose presses, motions and poses are not told beside what they mean
 */
public record Profile(String name, List<Mode> modes, Set<String> silent) {
  /** Nothing means anything: all is told as it is. */
  public static final Profile NONE =
      new Profile(
          "none", List.of(new Mode("", List.of(), List.of(), List.of(), Map.of())), Set.of());

  /**
   * @throws IllegalArgumentException when it has no mode, two of one name, or switches to one that
   *     is not there
   */
  public Profile {
    modes = List.copyOf(modes);
    silent = Set.copyOf(silent);
    if (modes.isEmpty()) {
      throw new IllegalArgumentException("a profile needs a mode; give it one");
    }
    Set<String> names = new HashSet<>();
    for (Mode mode : modes) {
      if (!names.add(mode.name())) {
        throw new IllegalArgumentException("two modes are called " + mode.name() + "; rename one");
      }
    }
    for (Mode mode : modes) {
      mode.controls().stream()
          .flatMap(control -> control.meanings().values().stream())
          .forEach(meaning -> requireKnown(names, meaning));
      mode.chords().forEach(chord -> requireKnown(names, chord.meaning()));
    }
  }

  private static void requireKnown(Set<String> modes, Meaning meaning) {
    if (meaning instanceof Meaning.SwitchMode(Meaning.ModeTarget.Named(String mode))
        && !modes.contains(mode)) {
      throw new IllegalArgumentException("no mode is called " + mode);
    }
  }

  /** What it tells viewers to do, in any of its modes. */
  public Set<String> actions() {
    Set<String> actions = new HashSet<>();
    for (Mode mode : modes) {
      BindingWords.of(mode, _ -> Understood.UNKNOWN).stream()
          .map(NaviProfile.Binding::action)
          .filter(action -> !action.startsWith(Meaning.ModeTarget.PREFIX))
          .forEach(actions::add);
    }
    return actions;
  }

  /** The mode that a switch leads to from the one that is on. */
  Mode target(Mode from, Meaning.ModeTarget target) {
    return switch (target) {
      case Meaning.ModeTarget.Next _ -> modes.get((modes.indexOf(from) + 1) % modes.size());
      case Meaning.ModeTarget.Named(String name) ->
          modes.stream().filter(mode -> mode.name().equals(name)).findFirst().orElseThrow();
    };
  }
}
