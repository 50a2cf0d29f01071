package org.navicast.driver.footswitch;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A board that writes a line for each signal, ended by a carriage return, a line feed, or both.
 * Lines must match exactly; one that is too long to be a signal is passed over up to its end.
 */
final class PedalLineDecoder implements SerialPedalDecoder {
  /** Most bytes of a line. */
  static final int MAX_LINE = 64;

  private final List<PedalSignal> signals;
  private final byte[] line = new byte[MAX_LINE];
  private int length;
  private boolean tooLong;
  private long unknown;

  PedalLineDecoder(List<PedalSignal> signals) {
    this.signals = List.copyOf(signals);
  }

  @Override
  public void decode(byte[] bytes, int count, Consumer<? super SerialPedalMessage> sink) {
    for (int i = 0; i < count; i++) {
      byte b = bytes[i];
      if (b == '\r' || b == '\n') {
        finish(sink);
      } else if (length == MAX_LINE) {
        tooLong = true;
      } else {
        line[length++] = b;
      }
    }
  }

  @Override
  public long unknown() {
    return unknown;
  }

  private void finish(Consumer<? super SerialPedalMessage> sink) {
    if (length > 0) { // else the second half of a line end, or an empty line
      SerialPedalMessage meaning = tooLong ? null : meaning();
      if (meaning == null) {
        unknown++;
      } else {
        sink.accept(meaning);
      }
    }
    length = 0;
    tooLong = false;
  }

  private @Nullable SerialPedalMessage meaning() {
    for (PedalSignal signal : signals) {
      if (signal.is(line, length)) {
        return signal.meaning();
      }
    }
    return null;
  }
}
