package org.navicast.app.learn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which of several ways to learn a board is meant, by what it is asked to learn: {@code x} is an
 * axis that steers and {@code left} a pedal, though a pad has both.
 */
public final class Choice {
  private Choice() {}

  /**
   * The boards that could be meant, each with the ways to learn it that come into question; more
   * than one is for a person to decide.
   *
   * @param ways all that there are
   * @param controls names of what is to be learned; empty where they are not known yet
   */
  public static List<List<Pupil>> of(List<Pupil> ways, List<String> controls) {
    return byBoard(controls.isEmpty() ? ways : fitting(ways, controls)).stream()
        .map(board -> controls.isEmpty() ? known(board) : board)
        .toList();
  }

  /** Who has these names for his own, else who takes any; all where nobody can. */
  private static List<Pupil> fitting(List<Pupil> ways, List<String> controls) {
    List<Pupil> able =
        ways.stream().filter(way -> controls.stream().allMatch(way.lesson()::canCall)).toList();
    List<Pupil> own = able.stream().filter(way -> way.lesson().hasOwnNames()).toList();
    if (!own.isEmpty()) {
      return own;
    }
    return able.isEmpty() ? ways : able;
  }

  /** A board that one driver knows is what that driver knows it as. */
  private static List<Pupil> known(List<Pupil> board) {
    List<Pupil> known = board.stream().filter(Pupil::isKnown).toList();
    return known.size() == 1 ? known : board;
  }

  private static List<List<Pupil>> byBoard(List<Pupil> ways) {
    Map<String, List<Pupil>> boards = new LinkedHashMap<>();
    for (Pupil way : ways) {
      boards.computeIfAbsent(way.board().getFirst().unit(), _ -> new ArrayList<>()).add(way);
    }
    return List.copyOf(boards.values());
  }
}
