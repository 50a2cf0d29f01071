package org.navicast.gateway.driver;

import java.util.regex.Pattern;

/**
 * Keys of a section that a person gives the names of, such as those of devices.
 *
 * @param pattern all of a name, in what Java and ECMAScript have in common
 * @param type what stands behind each
 * @param about what they are, in words for who writes a configuration
 */
public record NamedKeys<T>(Pattern pattern, ValueType<T> type, String about) {

  public static <T> NamedKeys<T> of(String pattern, ValueType<T> type, String about) {
    return new NamedKeys<>(Pattern.compile(pattern), type, about);
  }

  boolean fits(String name) {
    return pattern.matcher(name).matches();
  }
}
