package org.navicast.gateway.driver;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One key of a configuration, declared once: what reads it, checks it and describes it to an
 * editor.
 *
 * @param <T> what its value is read as
 */
public final class Key<T> {
  private final String name;
  private final ValueType<T> type;
  private final String about;
  private final boolean required;
  private final @Nullable T fallback;

  private Key(
      String name, ValueType<T> type, String about, boolean required, @Nullable T fallback) {
    this.name = name;
    this.type = type;
    this.about = about;
    this.required = required;
    this.fallback = fallback;
  }

  /** A key that must be given, until {@link #orElse} or {@link #optional} says otherwise. */
  public static <T> Key<T> of(String name, ValueType<T> type, String about) {
    return new Key<>(name, type, about, true, null);
  }

  /** A text; a bare number or boolean of the file counts as the text that it looks like. */
  public static Key<String> text(String name, String about) {
    return of(name, ValueType.Text.ANY, about);
  }

  /**
   * A text that a parser understands.
   *
   * @param parser refuses by an {@link IllegalArgumentException} that says what would be right
   */
  public static <T> Key<T> parsed(String name, Function<String, T> parser, String about) {
    return of(name, new ValueType.Text<>(Optional.empty(), parser, ""), about);
  }

  /**
   * A text of a pattern.
   *
   * @param pattern all of the text, in what Java and ECMAScript have in common
   * @param refusal what any other text is, and what would be right
   */
  public static Key<String> matching(String name, String pattern, String refusal, String about) {
    return of(name, ValueType.Text.matching(pattern, refusal), about);
  }

  public static Key<Integer> integer(String name, int min, int max, String about) {
    return of(name, new ValueType.Whole(min, max, false), about);
  }

  /** A whole number of that range, or 0, which lies outside of it. */
  public static Key<Integer> zeroOr(String name, int min, int max, String about) {
    return of(name, new ValueType.Whole(min, max, true), about);
  }

  public static Key<Double> decimal(String name, double min, double max, String about) {
    return of(name, new ValueType.Decimal(min, max), about);
  }

  /** True or false; what is left out is false. */
  public static Key<Boolean> flag(String name, String about) {
    return of(name, new ValueType.Flag(), about).orElse(false);
  }

  /** One of an enum's constants, written in lower case with hyphens. */
  public static <E extends Enum<E>> Key<E> choice(String name, Class<E> all, String about) {
    return of(name, ValueType.Choice.of(all), about);
  }

  /** One of these words. */
  public static Key<String> oneOf(String name, Collection<String> words, String about) {
    return of(name, ValueType.Choice.of(words), about);
  }

  /** Keys and values below this one; none where it is left out. */
  public static Key<Settings> section(String name, Shape shape, String about) {
    return of(name, new ValueType.Section(shape), about).optional();
  }

  /** A list of sections; empty where it is left out. */
  public static Key<List<Settings>> sections(String name, Shape shape, String about) {
    return list(name, new ValueType.Section(shape), about);
  }

  /** A list; empty where it is left out. */
  public static <T> Key<List<T>> list(String name, ValueType<T> item, String about) {
    return of(name, new ValueType.Items<>(item, 0, Integer.MAX_VALUE, false), about).optional();
  }

  /** The same key, with what it is where it is left out. */
  public Key<T> orElse(T value) {
    return new Key<>(name, type, about, false, value);
  }

  /** The same key, which may be left out. */
  public Key<T> optional() {
    return new Key<>(name, type, about, false, null);
  }

  /** The same key, which must be given. */
  public Key<T> required() {
    return new Key<>(name, type, about, true, null);
  }

  public String name() {
    return name;
  }

  public ValueType<T> type() {
    return type;
  }

  /** What it is for, in words for who writes a configuration. */
  public String about() {
    return about;
  }

  public boolean isRequired() {
    return required;
  }

  /** What it is where it is left out, as far as that is always the same. */
  public Optional<T> fallback() {
    return Optional.ofNullable(fallback);
  }

  @Override
  public String toString() {
    return name;
  }
}
