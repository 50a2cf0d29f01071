package org.navicast.gateway.driver;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The keys that a section of a configuration may have.
 *
 * @param keys those with names of ours, in the order in which they are told
 * @param named those with names that a person gives; the first whose pattern fits
 * @param former keys of earlier versions, and what to write instead
 */
public record Shape(List<Key<?>> keys, List<NamedKeys<?>> named, Map<String, String> former) {
  public Shape {
    keys = List.copyOf(keys);
    named = List.copyOf(named);
    former = Map.copyOf(former);
  }

  public static Shape of(Key<?>... keys) {
    return new Shape(List.of(keys), List.of(), Map.of());
  }

  /** This shape and the keys of another one. */
  public Shape and(Shape other) {
    return new Shape(joined(keys, other.keys), joined(named, other.named), joined(other.former));
  }

  /** This shape and keys that a person names. */
  public Shape and(NamedKeys<?> more) {
    return new Shape(keys, joined(named, List.of(more)), former);
  }

  /** This shape, in which a key of earlier versions is refused with that advice. */
  public Shape instead(String key, String advice) {
    return new Shape(keys, named, joined(Map.of(key, advice)));
  }

  /**
   * A section that was put together by a program, or stands alone.
   *
   * @throws SettingsException with all that is wrong with it
   */
  public Settings read(String path, Map<String, ?> values) throws SettingsException {
    List<SettingsException> refusals = new ArrayList<>();
    check(path, values, refusals::add);
    SettingsException.throwIfAny(refusals);
    return new Settings(path, values, this);
  }

  /** Tells all that is wrong with a section: each unknown, missing or unusable key. */
  public void check(String path, Map<String, ?> values, Consumer<SettingsException> refuse) {
    Set<String> meant = new LinkedHashSet<>();
    for (String name : values.keySet()) {
      if (!isKnown(name)) {
        SettingsException unknown = unknown(path, name, values);
        unknown.meant().ifPresent(meant::add);
        refuse.accept(unknown);
      }
    }
    checkKnown(path, values, meant, refuse);
  }

  /** Tells what is wrong with a section that may have other keys as well. */
  void checkOpen(String path, Map<String, ?> values, Consumer<SettingsException> refuse) {
    checkKnown(path, values, Set.of(), refuse);
  }

  private void checkKnown(
      String path, Map<String, ?> values, Set<String> meant, Consumer<SettingsException> refuse) {
    values.forEach(
        (name, value) ->
            type(name).ifPresent(type -> checkValue(pathOf(path, name), type, value, refuse)));
    for (Key<?> key : keys) {
      if (key.isRequired()
          && !values.containsKey(key.name())
          && !meant.contains(pathOf(path, key.name()))) {
        refuse.accept(missing(path, key, values));
      }
    }
  }

  boolean declares(Key<?> key) {
    return keys.stream()
        .anyMatch(one -> one.name().equals(key.name()) && one.type().equals(key.type()));
  }

  static String pathOf(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /** That a key is not there, which must be. */
  static SettingsException missing(String path, Key<?> key, Map<String, ?> values) {
    // Often it is there, but spelled in a way that nobody could guess.
    return new SettingsException(
        pathOf(path, key.name()),
        values.isEmpty()
            ? "is missing"
            : "is missing; given here are " + String.join(", ", values.keySet()));
  }

  private static <T> void checkValue(
      String path, ValueType<T> type, Object value, Consumer<SettingsException> refuse) {
    if (value != null) {
      type.check(path, value, refuse);
    } else if (type.empty(path).isEmpty()) {
      refuse.accept(ValueType.noValue(path));
    }
  }

  boolean isKnown(String name) {
    return type(name).isPresent();
  }

  private Optional<ValueType<?>> type(String name) {
    for (Key<?> key : keys) {
      if (key.name().equals(name)) {
        return Optional.of(key.type());
      }
    }
    for (NamedKeys<?> some : named) {
      if (some.fits(name)) {
        return Optional.of(some.type());
      }
    }
    return Optional.empty();
  }

  private SettingsException unknown(String path, String name, Map<String, ?> values) {
    String at = pathOf(path, name);
    String advice = former.get(name);
    if (advice != null) {
      return new SettingsException(at, advice);
    }
    List<String> known = keys.stream().map(Key::name).toList();
    List<String> free = known.stream().filter(key -> !values.containsKey(key)).toList();
    return Spelling.nearest(name, free)
        .map(
            word ->
                new SettingsException(at, "is not known here; did you mean " + word + "?")
                    .meaning(pathOf(path, word)))
        .orElseGet(
            () ->
                new SettingsException(
                    at, "is not known here; known are " + String.join(", ", known)));
  }

  private Map<String, String> joined(Map<String, String> more) {
    Map<String, String> both = new LinkedHashMap<>(former);
    both.putAll(more);
    return both;
  }

  private static <E> List<E> joined(List<? extends E> first, List<? extends E> second) {
    List<E> both = new ArrayList<>(first);
    both.addAll(second);
    return both;
  }
}
