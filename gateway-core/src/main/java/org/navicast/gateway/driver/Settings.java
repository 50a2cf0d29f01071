package org.navicast.gateway.driver;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One section of a configuration, read by the keys of its {@link Shape}.
 *
 * <p>Every refusal names the path of the key, from which the reader of the file finds line and
 * column. What a single key may be was checked before ({@link Shape#check}); what is left to those
 * who read is whether keys fit each other and the world.
 */
public final class Settings {
  private final String path;
  private final Map<String, ?> values;
  private final Shape shape;

  /** Reads one item of a list. */
  @FunctionalInterface
  public interface Item<T> {
    T read(Settings item) throws SettingsException;
  }

  /**
   * @param path where this section is, such as {@code devices[0]}; empty for the root
   * @param values strings, booleans, {@link Long}, {@link Double}, {@link List} and {@link Map} of
   *     such
   */
  public Settings(String path, Map<String, ?> values, Shape shape) {
    this.path = path;
    this.values = values;
    this.shape = shape;
  }

  /** Path of this section from the root. */
  public String path() {
    return path;
  }

  /** Path of one of its keys from the root. */
  public String path(Key<?> key) {
    return Shape.pathOf(path, key.name());
  }

  /** The section as it was given. */
  public Map<String, ?> values() {
    return values;
  }

  /** True where the key is given. */
  public boolean has(Key<?> key) {
    return values.get(known(key).name()) != null;
  }

  /** True where a key is given that is not known, and may be meant for one that is missed. */
  public boolean hasUnknown() {
    return !values.keySet().stream().allMatch(shape::isKnown);
  }

  /** The value, or what it is where it is left out. */
  public <T> T get(Key<T> key) throws SettingsException {
    Optional<T> value = find(key).or(key::fallback).or(() -> key.type().empty(path(key)));
    if (value.isPresent()) {
      return value.get();
    }
    throw Shape.missing(path, key, values);
  }

  /** The value, where it is given. */
  public <T> Optional<T> find(Key<T> key) throws SettingsException {
    Object value = values.get(known(key).name());
    return value == null ? Optional.empty() : Optional.of(key.type().read(path(key), value));
  }

  /** What a parser makes of a text, where another key says how it is written. */
  public <T> T get(Key<String> key, Function<String, T> parser) throws SettingsException {
    String text = get(key);
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw wrong(key, "is \"" + text + "\"; " + e.getMessage());
    }
  }

  /**
   * What is made of each section of a list.
   *
   * @throws SettingsException with what is wrong with any of them
   */
  public <T> List<T> each(Key<List<Settings>> key, Item<? extends T> item)
      throws SettingsException {
    List<T> read = new ArrayList<>();
    List<SettingsException> refusals = new ArrayList<>();
    for (Settings section : get(key)) {
      try {
        read.add(item.read(section));
      } catch (SettingsException e) {
        refusals.add(e);
      }
    }
    SettingsException.throwIfAny(refusals);
    return List.copyOf(read);
  }

  /** The keys that are given and have names that a person gave, in the order of the file. */
  public List<String> names(NamedKeys<?> keys) {
    return values.keySet().stream()
        .filter(name -> shape.keys().stream().noneMatch(key -> key.name().equals(name)))
        .filter(keys::fits)
        .toList();
  }

  /** The value of a key that a person named. */
  public <T> T get(NamedKeys<T> keys, String name) throws SettingsException {
    String at = Shape.pathOf(path, name);
    Object value = values.get(name);
    if (value != null) {
      return keys.type().read(at, value);
    }
    return keys.type().empty(at).orElseThrow(() -> ValueType.noValue(at));
  }

  /** A refusal of one of this section's keys. */
  public SettingsException wrong(Key<?> key, String message) {
    return new SettingsException(path(key), message);
  }

  /** A refusal of a key that a person named, or of an item: {@code standby[1]}. */
  public SettingsException wrong(String name, String message) {
    return new SettingsException(Shape.pathOf(path, name), message);
  }

  /** A refusal of the section as a whole. */
  public SettingsException wrong(String message) {
    return new SettingsException(path, message);
  }

  private Key<?> known(Key<?> key) {
    if (!shape.declares(key)) {
      throw new IllegalStateException(key + " is read and not declared; add it to the shape");
    }
    return key;
  }
}
