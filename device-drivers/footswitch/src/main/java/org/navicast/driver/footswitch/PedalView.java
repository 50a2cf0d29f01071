package org.navicast.driver.footswitch;

import java.util.Map;
import java.util.Optional;
import org.navicast.driver.io.HidLesson.Shown;

/** What a person shows on one interface, and how it is written down. */
interface PedalView {

  /** Begins with the next pedal. */
  default void begin() {
    // most have nothing to forget
  }

  /** Takes one report; the pedal with whose release it ends. */
  Optional<Shown> take(byte[] report, int length, long nanos);

  /** The keys of a pedal that was shown, without its name. */
  Map<String, Object> settings(String shown);
}
