package org.navicast.driver.footswitch;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A board whose every signal is a single byte. */
final class PedalByteDecoder implements SerialPedalDecoder {
  private final @Nullable SerialPedalMessage[] meanings = new SerialPedalMessage[256];
  private long unknown;

  PedalByteDecoder(Iterable<PedalSignal> signals) {
    for (PedalSignal signal : signals) {
      meanings[signal.firstByte()] = signal.meaning();
    }
  }

  @Override
  public void decode(byte[] bytes, int count, Consumer<? super SerialPedalMessage> sink) {
    for (int i = 0; i < count; i++) {
      SerialPedalMessage meaning = meanings[bytes[i] & 0xFF];
      if (meaning == null) {
        unknown++;
      } else {
        sink.accept(meaning);
      }
    }
  }

  @Override
  public long unknown() {
    return unknown;
  }
}
