package org.navicast.app.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what a person probably meant. */
final class Spelling {
  private Spelling() {}

  /** The nearest of the words, if it takes at most a third of its letters to change. */
  static Optional<String> nearest(String typed, Collection<String> words) {
    return words.stream()
        .filter(word -> edits(typed, word) <= Math.max(1, word.length() / 3))
        .min(Comparator.comparingInt(word -> edits(typed, word)));
  }

  /** What to give instead, in words. */
  static String advice(String typed, Collection<String> words) {
    return nearest(typed, words)
        .map(word -> "did you mean " + word + "?")
        .orElse("give one of " + String.join(", ", words));
  }

  /** How many letters must be inserted, deleted or replaced (Levenshtein). */
  private static int edits(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      int diagonal = i - 1;
      for (int j = 0; j <= to.length(); j++) {
        int above = row[j];
        if (i == 0) {
          row[j] = j;
        } else if (j == 0) {
          row[j] = i;
        } else {
          int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
          row[j] = Math.min(replaced, Math.min(above, row[j - 1]) + 1);
        }
        diagonal = above;
      }
    }
    return row[to.length()];
  }
}
