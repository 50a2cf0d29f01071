package org.navicast.app.login;

import java.io.Console;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.navicast.cast.auth.LoginCode;

/** Shows how to let the gateway in, with a QR code to scan. The log says the same in words. */
public final class LoginScreen implements Consumer<LoginCode> {
  /** Black on white whatever the colours of the terminal are: scanners want dark on light. */
  private static final String BLACK_ON_WHITE = "\u001b[30;47m";

  private static final String USUAL_COLOURS = "\u001b[0m";

  private final PrintWriter terminal;

  LoginScreen(PrintWriter terminal) {
    this.terminal = terminal;
  }

  /** On the terminal of this process; where there is none, the words in the log have to do. */
  @SuppressWarnings("SystemConsoleNull") // true of JDK 22 to 24 only (JDK-8351435)
  public static Consumer<LoginCode> ofProcess() {
    @Nullable Console console = System.console();
    return console != null
            && console.isTerminal()
            && console.charset().equals(StandardCharsets.UTF_8)
        ? new LoginScreen(console.writer())
        : _ -> {};
  }

  /** Returns at once: whoever calls must not wait for a terminal, which may be stopped. */
  @Override
  public void accept(LoginCode code) {
    var _ = Thread.ofVirtual().name("login screen").start(() -> show(code));
  }

  void show(LoginCode code) {
    URI scanned = code.pageWithCode().orElse(code.page());
    terminal.println();
    QrCode.lines(scanned.toString())
        .forEach(line -> terminal.println(BLACK_ON_WHITE + line + USUAL_COLOURS));
    terminal.println();
    terminal.println("  Scan this, or open  " + code.page());
    terminal.println("  and enter the code  " + code.userCode());
    terminal.println();
    terminal.flush();
  }
}
