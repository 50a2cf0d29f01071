package org.navicast.driver.igtlink;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Encodings of texts by their number in IANA's list of character sets (MIBenum). Those that are not
 * known here are taken for UTF-8, which shows at least what is ASCII in them.
 */
final class TextEncoding {
  static final int UTF_8 = 106;

  private static final int LATIN_1 = 4;

  private TextEncoding() {}

  static Charset charset(int encoding) {
    return encoding == LATIN_1 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
  }
}
