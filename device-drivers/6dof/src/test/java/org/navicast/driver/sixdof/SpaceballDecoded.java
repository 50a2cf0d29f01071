package org.navicast.driver.sixdof;

import java.util.Arrays;
import java.util.StringJoiner;

/** What a Spaceball's decoder makes of bytes, in the words of the vector file. */
record SpaceballDecoded(String words, long garbageBytes) {

  /** Feeds it the bytes in pieces of this size. */
  static SpaceballDecoded inChunks(byte[] bytes, int size) {
    SpaceballDecoder decoder = new SpaceballDecoder();
    StringJoiner words = new StringJoiner("; ");
    for (int at = 0; at < bytes.length; at += size) {
      byte[] chunk = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + size));
      decoder.decode(chunk, chunk.length, message -> words.add(words(message)));
    }
    return new SpaceballDecoded(words.toString(), decoder.garbageBytes());
  }

  private static String words(SpaceballMessage message) {
    return switch (message) {
      case SpaceballMessage.Motion(int ticks, int x, int y, int z, int a, int b, int c) ->
          "motion %d: %d %d %d %d %d %d".formatted(ticks, x, y, z, a, b, c);
      case SpaceballMessage.Keys(int high, int low) -> "keys %02X %02X".formatted(high, low);
      case SpaceballMessage.FlxKeys(int high, int low) -> "flx %02X %02X".formatted(high, low);
      case SpaceballMessage.Announcement(String text) -> "announced " + text;
      case SpaceballMessage.Acknowledgement() -> "acknowledged";
      case SpaceballMessage.Refusal(String text) -> ("refused " + text).strip();
      case SpaceballMessage.NoKeys() -> "no keys";
      case SpaceballMessage.KeysLost() -> "keys lost";
    };
  }
}
