package org.navicast.driver.io;

import java.util.Map;
import java.util.Optional;

/** A person moves one control after the other, and this finds out which they are. No I/O. */
public interface HidLesson {

  /**
   * A control that was moved and let go.
   *
   * @param control which one, in the words of the driver's settings: the same control, the same
   *     words
   * @param heldNanos how long it was down
   * @param words which way is which, for a person; empty where there is nothing to say
   */
  record Shown(String control, long heldNanos, String words) {
    public Shown(String control, long heldNanos) {
      this(control, heldNanos, "");
    }
  }

  /** True where its controls have names of their own, as axes do; else a person names them. */
  default boolean hasOwnNames() {
    return false;
  }

  /** True where a control of this board can be called so. */
  default boolean canCall(String name) {
    return true;
  }

  /**
   * Begins with the next control.
   *
   * @param name what the person calls it
   * @return what the person has to do now, one sentence
   * @throws IllegalArgumentException when no control can be called so, with what would be right
   */
  default String ask(String name) {
    return "Press " + name + " now, and let it go.";
  }

  /**
   * Takes one report of an interface of the board.
   *
   * @param length how many bytes of the buffer it has
   * @param nanos when it arrived, on any one clock
   * @return the control with whose movement this report ends
   */
  Optional<Shown> take(HidDevice device, byte[] report, int length, long nanos);

  /**
   * What to write into the device's section of a configuration.
   *
   * @param names the name that a person gave to each control that was shown, in their order
   * @return keys and values: texts, maps and lists of such
   */
  Map<String, Object> settings(Map<String, String> names);
}
