package org.navicast.app.command;

import picocli.CommandLine;

/** How a command ends, as scripts see it. */
final class ExitCode {
  static final int OK = CommandLine.ExitCode.OK;

  /** It was asked rightly, and did not work. */
  static final int FAILED = CommandLine.ExitCode.SOFTWARE;

  /** Bad usage, or a configuration that cannot be used. */
  static final int USAGE = CommandLine.ExitCode.USAGE;

  /** It works, but not all is as it should be. */
  static final int WARNINGS = 8;

  private ExitCode() {}
}
