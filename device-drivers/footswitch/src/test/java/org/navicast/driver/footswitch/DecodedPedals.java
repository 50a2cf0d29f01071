package org.navicast.driver.footswitch;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;

/** What a decoder makes of bytes, in the words of the vector files. */
record DecodedPedals(String words, long unknown) {

  /** A decoder for the two pedals of {@code pedal-lines.txt}. */
  static SerialPedalDecoder lines() {
    return new PedalLineDecoder(
        List.of(
            signal("L1", new SerialPedalMessage.Down(0)),
            signal("L0", new SerialPedalMessage.Up(0)),
            signal("pedal 2 down", new SerialPedalMessage.Down(1)),
            signal("pedal 2 up", new SerialPedalMessage.Up(1))));
  }

  /** A decoder for the two pedals of {@code pedal-bytes.txt}. */
  static SerialPedalDecoder bytes() {
    return new PedalByteDecoder(
        List.of(
            signal("A", new SerialPedalMessage.Down(0)),
            signal("a", new SerialPedalMessage.Up(0)),
            new PedalSignal(new byte[] {(byte) 0xFF}, new SerialPedalMessage.Down(1)),
            new PedalSignal(new byte[] {0}, new SerialPedalMessage.Up(1))));
  }

  /** Feeds a decoder the bytes in pieces of this size. */
  static DecodedPedals inChunks(SerialPedalDecoder decoder, byte[] bytes, int size) {
    StringJoiner words = new StringJoiner("; ");
    for (int at = 0; at < bytes.length; at += size) {
      byte[] chunk = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + size));
      decoder.decode(chunk, chunk.length, message -> words.add(word(message)));
    }
    return new DecodedPedals(words.toString(), decoder.unknown());
  }

  private static String word(SerialPedalMessage message) {
    return switch (message) {
      case SerialPedalMessage.Down(int pedal) -> "down " + pedal;
      case SerialPedalMessage.Up(int pedal) -> "up " + pedal;
    };
  }

  private static PedalSignal signal(String wire, SerialPedalMessage meaning) {
    return new PedalSignal(wire.getBytes(US_ASCII), meaning);
  }
}
