package org.navicast.app;

import org.navicast.app.command.CommandLines;
import org.navicast.app.command.Console;

/** The program {@code navicast}. */
public final class Main {
  private Main() {}

  /** Runs one command and ends with its exit code: 0, 1 failed, 2 bad usage or configuration. */
  public static void main(String[] args) {
    int exitCode = CommandLines.of(Console.ofProcess(), args).execute(args);
    LogSetup.flush();
    System.exit(exitCode);
  }
}
