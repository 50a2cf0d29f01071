package org.navicast.driver.footswitch;

/**
 * Reports of a HID pedal to what its pedals are now. A report that tells nothing of them leaves
 * them as they were.
 */
sealed interface HidPedalDecoder permits FixedPedalDecoder, DescribedPedalDecoder {

  /** What a report says. */
  enum Said {
    /** Nothing of the pedals: too short, or about something else. */
    NOTHING,
    /** What all pedals are. */
    PEDALS,
    /** That there is no pedal in the adapter. */
    NO_PLUG
  }

  /**
   * Takes one report.
   *
   * @param length how many bytes of the buffer it has
   * @param down one for each pedal; changed only where {@link Said#PEDALS} is returned
   */
  Said decode(byte[] report, int length, boolean[] down);
}
