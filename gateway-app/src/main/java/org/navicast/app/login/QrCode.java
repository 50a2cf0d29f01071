package org.navicast.app.login;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A QR code (ISO/IEC 18004) as lines of text: a character is one module wide and two high. */
final class QrCode {
  /** The light margin that the standard wants, in modules. */
  private static final int QUIET = 4;

  private QrCode() {}

  /**
   * The lines, dark modules in the colour of the text.
   *
   * @throws IllegalArgumentException where the text is too long for a QR code
   */
  static List<String> lines(String text) {
    BitMatrix dark = modules(text);
    return IntStream.range(0, (dark.getHeight() + 1) / 2)
        .mapToObj(row -> line(dark, 2 * row))
        .toList();
  }

  private static BitMatrix modules(String text) {
    try {
      return new QRCodeWriter()
          .encode(
              text,
              BarcodeFormat.QR_CODE,
              0,
              0,
              Map.of(
                  EncodeHintType.MARGIN,
                  QUIET,
                  EncodeHintType.ERROR_CORRECTION,
                  ErrorCorrectionLevel.L));
    } catch (WriterException e) {
      throw new IllegalArgumentException("is too long for a QR code", e);
    }
  }

  private static String line(BitMatrix dark, int y) {
    return IntStream.range(0, dark.getWidth())
        .mapToObj(x -> half(dark.get(x, y), y + 1 < dark.getHeight() && dark.get(x, y + 1)))
        .collect(Collectors.joining());
  }

  private static String half(boolean upper, boolean lower) {
    if (upper) {
      return lower ? "█" : "▀";
    }
    return lower ? "▄" : " ";
  }
}
