package org.navicast.gateway.driver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What may stand behind a key.
 *
 * @param <T> what it is read as
 */
public sealed interface ValueType<T> {

  /**
   * Reads a value of a file.
   *
   * @param path where it stands
   * @param raw a string, boolean, {@link Long}, {@link Double}, {@link List} or {@link Map}
   */
  T read(String path, Object raw) throws SettingsException;

  /** Tells all that is wrong with a value of a file. */
  default void check(String path, Object raw, Consumer<SettingsException> refuse) {
    try {
      var _ = read(path, raw);
    } catch (SettingsException e) {
      refuse.accept(e);
    }
  }

  /** What a key without a value is read as; nothing where that cannot be. */
  default Optional<T> empty(String path) {
    return Optional.empty();
  }

  /**
   * A text.
   *
   * @param pattern of all of it
   * @param parser refuses by an {@link IllegalArgumentException} that says what would be right
   * @param refusal what any other text is, and what would be right; empty for what the parser says
   */
  record Text<T>(Optional<Pattern> pattern, Function<String, T> parser, String refusal)
      implements ValueType<T> {
    public static final Text<String> ANY = new Text<>(Optional.empty(), text -> text, "");

    /** A text of that pattern. */
    public static Text<String> matching(String pattern, String refusal) {
      return new Text<>(Optional.of(Pattern.compile(pattern)), text -> text, refusal);
    }

    /** A text that is not repeated where it is refused. */
    public static Text<String> checked(Predicate<String> fits, String refusal) {
      return new Text<>(
          Optional.empty(),
          text -> {
            if (!fits.test(text)) {
              throw new IllegalArgumentException(refusal);
            }
            return text;
          },
          refusal);
    }

    @Override
    public T read(String path, Object raw) throws SettingsException {
      String text = textOf(path, raw);
      if (pattern.isPresent() && !pattern.get().matcher(text).matches()) {
        throw new SettingsException(path, refusal);
      }
      try {
        return parser.apply(text);
      } catch (IllegalArgumentException e) {
        if (!refusal.isEmpty()) {
          throw new SettingsException(path, refusal);
        }
        // What stands before an @ may be a password, which is not repeated.
        String shown = text.contains("@") ? "cannot be used" : "is " + show(text);
        throw new SettingsException(path, shown + "; " + e.getMessage());
      }
    }
  }

  /**
   * A whole number.
   *
   * @param orZero whether it may be 0 as well
   */
  record Whole(int min, int max, boolean orZero) implements ValueType<Integer> {
    @Override
    public Integer read(String path, Object raw) throws SettingsException {
      if (raw instanceof Long n && ((n >= min && n <= max) || (orZero && n == 0))) {
        return Math.toIntExact(n);
      }
      throw new SettingsException(
          path,
          "is "
              + show(raw)
              + (orZero ? "; give 0, or a whole number from " : "; give a whole number from ")
              + min
              + " to "
              + max);
    }
  }

  /** A number, which may be written with an exponent. */
  record Decimal(double min, double max) implements ValueType<Double> {
    /** Any finite number. */
    public static final Decimal ANY = new Decimal(-Double.MAX_VALUE, Double.MAX_VALUE);

    /** What YAML calls a number; a file keeps it as text, since it may be a name as well. */
    private static final Pattern NUMBER =
        Pattern.compile("[-+]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]+)?");

    @Override
    public Double read(String path, Object raw) throws SettingsException {
      double number =
          switch (raw) {
            case Number n -> n.doubleValue();
            case String s when NUMBER.matcher(s).matches() -> Double.parseDouble(s);
            default -> Double.NaN;
          };
      if (number >= min && number <= max) {
        return number;
      }
      throw new SettingsException(
          path,
          "is "
              + show(raw)
              + (equals(ANY) ? "; give a number" : "; give a number from " + min + " to " + max));
    }
  }

  /** True or false. */
  record Flag() implements ValueType<Boolean> {
    @Override
    public Boolean read(String path, Object raw) throws SettingsException {
      if (raw instanceof Boolean b) {
        return b;
      }
      throw new SettingsException(path, "is " + show(raw) + "; give true or false");
    }
  }

  /**
   * One of a few words.
   *
   * @param words in the order in which they are told, and what each means
   */
  record Choice<T>(Map<String, T> words) implements ValueType<T> {
    /** One of these. */
    public static Choice<String> of(Collection<String> all) {
      Map<String, String> words = new LinkedHashMap<>();
      all.forEach(word -> words.put(word, word));
      return new Choice<>(words);
    }

    static <E extends Enum<E>> Choice<E> of(Class<E> all) {
      Map<String, E> words = new LinkedHashMap<>();
      for (E constant : Arrays.asList(all.getEnumConstants())) {
        words.put(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'), constant);
      }
      return new Choice<>(words);
    }

    /** The word that means this. */
    public String word(Object meaning) {
      return words.entrySet().stream()
          .filter(word -> word.getValue().equals(meaning))
          .findFirst()
          .orElseThrow()
          .getKey();
    }

    @Override
    public T read(String path, Object raw) throws SettingsException {
      String text = textOf(path, raw);
      T meant = words.get(text);
      if (meant != null) {
        return meant;
      }
      throw new SettingsException(
          path, "is " + show(text) + "; " + Spelling.advice(text, words.keySet()));
    }
  }

  /**
   * One of many words, or a name of one's own.
   *
   * @param words the known ones
   * @param own pattern of the others, in what Java and ECMAScript have in common
   * @param advice what to give instead of a word that is like none of them
   */
  record Word(List<String> words, Pattern own, String advice) implements ValueType<String> {
    public static Word of(Collection<String> words, String own, String advice) {
      return new Word(List.copyOf(words), Pattern.compile(own), advice);
    }

    @Override
    public String read(String path, Object raw) throws SettingsException {
      String text = textOf(path, raw);
      if (words.contains(text) || own.matcher(text).matches()) {
        return text;
      }
      throw new SettingsException(
          path,
          "is "
              + show(text)
              + Spelling.nearest(text, words)
                  .map(word -> "; did you mean " + word + "?")
                  .orElse("; " + advice));
    }
  }

  /** Keys and values. */
  record Section(Shape shape) implements ValueType<Settings> {
    @Override
    public Settings read(String path, Object raw) throws SettingsException {
      return new Settings(path, mapOf(path, raw), shape);
    }

    @Override
    public void check(String path, Object raw, Consumer<SettingsException> refuse) {
      checkMap(path, raw, refuse, shape::check);
    }

    @Override
    public Optional<Settings> empty(String path) {
      return Optional.of(new Settings(path, Map.of(), shape));
    }
  }

  /**
   * Keys and values of which one is often enough: a bare text stands for the section with that key
   * alone.
   */
  record Brief(Shape shape, Key<String> key) implements ValueType<Settings> {
    @Override
    public Settings read(String path, Object raw) throws SettingsException {
      return new Settings(path, map(path, raw), shape);
    }

    @Override
    public void check(String path, Object raw, Consumer<SettingsException> refuse) {
      if (raw instanceof Map) {
        checkMap(path, raw, refuse, shape::check);
      } else {
        key.type().check(path, raw, refuse);
      }
    }

    private Map<String, ?> map(String path, Object raw) throws SettingsException {
      return raw instanceof Map ? mapOf(path, raw) : Map.of(key.name(), key.type().read(path, raw));
    }
  }

  /**
   * Keys and values of which one decides what the others may be.
   *
   * @param by a choice among the names of the variants
   * @param variants with all keys that each may have
   * @param common what can be said where none is chosen
   */
  record Variant(Key<?> by, Map<String, Shape> variants, Shape common)
      implements ValueType<Settings> {
    @Override
    public Settings read(String path, Object raw) throws SettingsException {
      Map<String, ?> map = mapOf(path, raw);
      return new Settings(path, map, shape(map));
    }

    @Override
    public void check(String path, Object raw, Consumer<SettingsException> refuse) {
      checkMap(
          path,
          raw,
          refuse,
          (at, map, told) -> {
            Shape shape = shape(map);
            if (shape.equals(common)) {
              common.checkOpen(at, map, told);
            } else {
              shape.check(at, map, told);
            }
          });
    }

    /** That of a misspelt one is that of the nearest, so that all its keys are looked at too. */
    private Shape shape(Map<String, ?> map) {
      String name = String.valueOf(map.get(by.name()));
      return Spelling.nearest(name, variants.keySet()).map(variants::get).orElse(common);
    }
  }

  /**
   * A list.
   *
   * @param bare whether a single item may stand there without a list around it
   */
  record Items<T>(ValueType<T> item, int least, int most, boolean bare)
      implements ValueType<List<T>> {
    @Override
    public List<T> read(String path, Object raw) throws SettingsException {
      List<?> list = listOf(path, raw);
      List<T> read = new ArrayList<>();
      for (int i = 0; i < list.size(); i++) {
        read.add(item.read(pathOf(path, raw, i), itemOf(path, list, i)));
      }
      return List.copyOf(read);
    }

    @Override
    public void check(String path, Object raw, Consumer<SettingsException> refuse) {
      try {
        List<?> list = listOf(path, raw);
        for (int i = 0; i < list.size(); i++) {
          Object value = list.get(i);
          if (value == null) {
            refuse.accept(noValue(path + "[" + i + "]"));
          } else {
            item.check(pathOf(path, raw, i), value, refuse);
          }
        }
      } catch (SettingsException e) {
        refuse.accept(e);
      }
    }

    @Override
    public Optional<List<T>> empty(String path) {
      return least == 0 ? Optional.of(List.of()) : Optional.empty();
    }

    private List<?> listOf(String path, Object raw) throws SettingsException {
      if (bare && !(raw instanceof List)) {
        return List.of(raw);
      }
      if (!(raw instanceof List<?> list)) {
        throw new SettingsException(path, "is " + show(raw) + "; give a list" + example());
      }
      if (list.size() < least) {
        throw new SettingsException(
            path, list.isEmpty() ? "is empty; give at least one" : "are too few; give " + least);
      }
      if (list.size() > most) {
        throw new SettingsException(path, "has more than " + most + " entries; leave some out");
      }
      return list;
    }

    private String example() {
      return switch (item) {
        case Section _, Brief _, Variant _ -> ", each item after a -";
        default -> " such as [a, b]";
      };
    }

    private static String pathOf(String path, Object raw, int index) {
      return raw instanceof List ? path + "[" + index + "]" : path;
    }

    private static Object itemOf(String path, List<?> list, int index) throws SettingsException {
      Object value = list.get(index);
      if (value == null) {
        throw noValue(path + "[" + index + "]");
      }
      return value;
    }
  }

  /** Looks at the keys of a section. */
  @FunctionalInterface
  interface MapCheck {
    void check(String path, Map<String, ?> map, Consumer<SettingsException> refuse);
  }

  private static void checkMap(
      String path, Object raw, Consumer<SettingsException> refuse, MapCheck check) {
    try {
      check.check(path, mapOf(path, raw), refuse);
    } catch (SettingsException e) {
      refuse.accept(e);
    }
  }

  @SuppressWarnings("unchecked") // the keys of a file are texts
  private static Map<String, ?> mapOf(String path, Object raw) throws SettingsException {
    if (raw instanceof Map<?, ?> map) {
      return (Map<String, ?>) map;
    }
    throw new SettingsException(path, "is " + show(raw) + "; give keys and values below it");
  }

  private static String textOf(String path, Object raw) throws SettingsException {
    return switch (raw) {
      case String s -> s;
      case Long n -> n.toString();
      case Double d -> d.toString();
      case Boolean b -> b.toString();
      default -> throw new SettingsException(path, "is " + show(raw) + "; give a text");
    };
  }

  static SettingsException noValue(String path) {
    return new SettingsException(path, "has no value; write one behind it");
  }

  private static String show(@Nullable Object value) {
    return switch (value) {
      case String s -> "\"" + s + "\"";
      case List<?> _ -> "a list";
      case Map<?, ?> _ -> "a section";
      case null, default -> String.valueOf(value);
    };
  }
}
