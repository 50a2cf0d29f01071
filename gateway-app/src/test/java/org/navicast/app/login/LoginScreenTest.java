package org.navicast.app.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.navicast.cast.auth.LoginCode;

/** What a person sees who is to let the gateway in. */
class LoginScreenTest {
  private static final String PAGE = "https://login.example.org/realms/clinic/device";
  private static final int PIXELS = 4;

  @Test
  void theQrCodeIsReadAsThePageWithTheCode() throws Exception {
    String screen = screen(Optional.of(URI.create(PAGE + "?user_code=WDJB-MJHT")));
    List<String> lines =
        screen
            .lines()
            .filter(line -> line.startsWith("\u001b[30;47m"))
            .map(line -> line.replaceAll("\u001b\\[[0-9;]*m", ""))
            .toList();
    assertThat(read(lines)).isEqualTo(PAGE + "?user_code=WDJB-MJHT");
    assertThat(screen).contains("open  " + PAGE + "\n", "enter the code  WDJB-MJHT\n");
    assertThat(lines.getFirst()).isBlank().hasSizeLessThan(80);
  }

  @Test
  void withoutSuchAPageItIsThePlainOne() throws Exception {
    assertThat(read(QrCode.lines(PAGE))).isEqualTo(PAGE);
    assertThat(screen(Optional.empty())).contains(QrCode.lines(PAGE));
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> QrCode.lines("x".repeat(5_000)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("is too long for a QR code");
  }

  private static String screen(Optional<URI> pageWithCode) {
    StringWriter written = new StringWriter();
    new LoginScreen(new PrintWriter(written))
        .show(new LoginCode("WDJB-MJHT", URI.create(PAGE), pageWithCode, 600));
    return written.toString();
  }

  /** As a camera sees the lines: each character is one module wide and two high. */
  private static String read(List<String> lines) throws Exception {
    int width = lines.getFirst().length() * PIXELS;
    int height = lines.size() * 2 * PIXELS;
    int[] pixels = new int[width * height];
    Arrays.setAll(
        pixels,
        i -> {
          int y = i / width / PIXELS;
          char c = lines.get(y / 2).charAt(i % width / PIXELS);
          boolean dark = c == '█' || c == (y % 2 == 0 ? '▀' : '▄');
          return dark ? 0x000000 : 0xffffff;
        });
    return new QRCodeReader()
        .decode(
            new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, pixels))))
        .getText();
  }
}
