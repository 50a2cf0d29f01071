package org.navicast.app.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;

/** A console that remembers what was printed. */
final class RecordedConsole {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine navicast =
      CommandLines.of(new Console(new PrintWriter(out, true), new PrintWriter(err, true)));

  /** Runs a command and returns its exit code. */
  int run(String... arguments) {
    return navicast.execute(arguments);
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }

  List<String> outLines() {
    return out().lines().toList();
  }
}
