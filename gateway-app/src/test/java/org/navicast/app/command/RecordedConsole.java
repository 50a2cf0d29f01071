package org.navicast.app.command;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import org.navicast.driver.io.HidDevices;
import org.navicast.driver.io.HidDoor;
import picocli.CommandLine;

/** A console that remembers what was printed. */
final class RecordedConsole {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine navicast;

  RecordedConsole() {
    navicast = CommandLines.of(console());
  }

  /** With HID devices behind that door, and a person who types these lines. */
  RecordedConsole(HidDoor hid, String... answers) {
    navicast =
        CommandLines.of(
            console(), hid, new BufferedReader(new StringReader(String.join("\n", answers))));
  }

  /** With a person who does something before each answer. */
  RecordedConsole(BufferedReader answers) {
    navicast = CommandLines.of(console(), HidDevices.door(), answers);
  }

  private Console console() {
    return new Console(new PrintWriter(out, true), new PrintWriter(err, true));
  }

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
