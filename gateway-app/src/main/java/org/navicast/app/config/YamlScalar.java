package org.navicast.app.config;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a value without quotes means.
 *
 * <p>Only what reads back as it was written becomes a whole number: {@code 01} stays a text, since
 * it may be what a pedal board sends.
 */
final class YamlScalar {
  private static final Pattern WHOLE = Pattern.compile("0|-?[1-9][0-9]{0,17}");
  private static final Pattern DECIMAL =
      Pattern.compile("-?(0|[1-9][0-9]{0,17})\\.[0-9]{1,18}([eE][-+]?[0-9]{1,3})?");

  private YamlScalar() {}

  static @Nullable Object value(String plain) {
    return switch (plain) {
      case "", "~", "null" -> null;
      case "true" -> true;
      case "false" -> false;
      default -> {
        if (WHOLE.matcher(plain).matches()) {
          yield Long.valueOf(plain);
        }
        yield DECIMAL.matcher(plain).matches() ? (Object) Double.valueOf(plain) : plain;
      }
    };
  }
}
