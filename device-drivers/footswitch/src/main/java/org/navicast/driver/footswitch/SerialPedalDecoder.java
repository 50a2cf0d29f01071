package org.navicast.driver.footswitch;

import java.util.function.Consumer;

/** Bytes of a pedal board to its signals; what is no signal is counted and passed over. */
sealed interface SerialPedalDecoder permits PedalLineDecoder, PedalByteDecoder {

  /** Takes the first {@code count} bytes and hands over every signal that they complete. */
  void decode(byte[] bytes, int count, Consumer<? super SerialPedalMessage> sink);

  /** How many lines, or bytes where a signal is one, were no signal of any pedal. */
  long unknown();
}
