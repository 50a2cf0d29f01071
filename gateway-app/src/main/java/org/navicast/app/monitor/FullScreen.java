package org.navicast.app.monitor;

import java.io.Console;
import java.io.IOException;
import java.util.List;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;

/** The whole of a terminal, given back as it was. */
public final class FullScreen implements AutoCloseable {
  private final Terminal terminal;
  private final boolean isColoured;
  private final Attributes before;
  private final Display display;
  private boolean closed;

  private FullScreen(Terminal terminal, boolean isColoured) {
    this.terminal = terminal;
    this.isColoured = isColoured;
    this.before = terminal.enterRawMode();
    this.display = new Display(terminal, true);
    terminal.puts(Capability.enter_ca_mode);
    terminal.puts(Capability.cursor_invisible);
    terminal.flush();
  }

  /** True where there is a terminal that can be drawn on. */
  @SuppressWarnings("SystemConsoleNull") // from Java 25 on it may be again
  public static boolean isPossible(String type) {
    Console console = System.console();
    return console != null && console.isTerminal() && !type.isEmpty() && !type.equals("dumb");
  }

  /**
   * Takes the terminal of this process.
   *
   * @param isColoured false for who sees no colours, or wants none
   */
  public static FullScreen open(boolean isColoured) throws IOException {
    return new FullScreen(
        TerminalBuilder.builder().name("navicast monitor").system(true).dumb(false).build(),
        isColoured);
  }

  /** Shows a view. */
  public void show(View view, String name) {
    Size size = terminal.getSize();
    display.resize(size);
    List<AttributedString> lines =
        Screen.lines(view, name, size.getColumns(), size.getRows()).stream()
            .map(this::styled)
            .toList();
    display.update(lines, -1);
  }

  private AttributedString styled(Line line) {
    return new AttributedString(
        line.text(), isColoured ? style(line.mood()) : AttributedStyle.DEFAULT);
  }

  private static AttributedStyle style(Mood mood) {
    return switch (mood) {
      case PLAIN -> AttributedStyle.DEFAULT;
      case TITLE -> AttributedStyle.BOLD;
      case GOOD -> AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN);
      case BAD -> AttributedStyle.DEFAULT.foreground(AttributedStyle.RED);
    };
  }

  /** Waits so long for a key; true for one that ends it. */
  public boolean isEnded(long millis) throws IOException {
    int key = terminal.reader().read(millis);
    return key == 'q' || key == 'Q' || key == -1;
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    terminal.puts(Capability.cursor_visible);
    terminal.puts(Capability.exit_ca_mode);
    terminal.flush();
    terminal.setAttributes(before);
  }
}
