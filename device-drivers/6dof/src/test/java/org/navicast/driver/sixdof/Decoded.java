package org.navicast.driver.sixdof;

import java.util.Arrays;
import java.util.StringJoiner;

/** What a decoder makes of bytes, in the words of the vector files. */
final class Decoded {
  private final MagellanDecoder decoder = new MagellanDecoder();
  private final StringJoiner words = new StringJoiner("; ");

  /** Feeds it the bytes in pieces of this size. */
  static Decoded inChunks(byte[] bytes, int size) {
    Decoded decoded = new Decoded();
    for (int at = 0; at < bytes.length; at += size) {
      byte[] chunk = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + size));
      decoded.decoder.decode(chunk, chunk.length, message -> decoded.words.add(words(message)));
    }
    return decoded;
  }

  String words() {
    return words.toString();
  }

  long garbageBytes() {
    return decoder.garbageBytes();
  }

  private static String words(MagellanMessage message) {
    return switch (message) {
      case MagellanMessage.Motion(int x, int y, int z, int a, int b, int c) ->
          "motion %d %d %d %d %d %d".formatted(x, y, z, a, b, c);
      case MagellanMessage.Keys(int bitmap) -> "keys %04X".formatted(bitmap);
      case MagellanMessage.Version(String text) -> "version " + text;
      case MagellanMessage.ModeReply(int mode) -> "mode " + mode;
      case MagellanMessage.ResetReply() -> "reset";
      case MagellanMessage.Acknowledgement() -> "acknowledged";
      case MagellanMessage.Refusal(int code) -> "refused " + code;
      case MagellanMessage.KeysLost() -> "keys lost";
    };
  }
}
