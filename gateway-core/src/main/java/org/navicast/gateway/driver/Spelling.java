package org.navicast.gateway.driver;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what a person probably meant. */
public final class Spelling {
  private Spelling() {}

  /** The nearest of the words, if it takes at most a third of its letters to change. */
  public static Optional<String> nearest(String typed, Collection<String> words) {
    return words.stream()
        .filter(word -> isNear(typed, word))
        .min(Comparator.comparingInt(word -> edits(typed, word)));
  }

  /** What to give instead, in words. */
  public static String advice(String typed, Collection<String> words) {
    return nearest(typed, words)
        .map(word -> "did you mean " + word + "?")
        .orElse("give one of " + String.join(", ", words));
  }

  private static boolean isNear(String typed, String word) {
    int edits = edits(typed, word);
    return edits < word.length() && edits <= Math.max(1, word.length() / 3);
  }

  /** How many letters must be inserted, deleted, replaced or exchanged with the next one. */
  private static int edits(String from, String to) {
    int[] before = new int[to.length() + 1];
    int[] last = new int[to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      int[] row = new int[to.length() + 1];
      for (int j = 0; j <= to.length(); j++) {
        if (i == 0 || j == 0) {
          row[j] = i + j;
          continue;
        }
        int replaced = last[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(last[j], row[j - 1]) + 1);
        if (i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1)) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      before = last;
      last = row;
    }
    return last[to.length()];
  }
}
