package org.navicast.app.config;

import java.util.List;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;

/** Reads lists of numbers. */
final class Numbers {
  private Numbers() {}

  /** The finite numbers of a list; none where it is absent. */
  static double[] read(Settings section, String key) throws SettingsException {
    List<String> texts = section.texts(key);
    double[] numbers = new double[texts.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = number(texts.get(i));
      if (!Double.isFinite(numbers[i])) {
        throw new SettingsException(
            section.path(key) + "[" + i + "]", "is \"" + texts.get(i) + "\"; give a number");
      }
    }
    return numbers;
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
