package org.navicast.app.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.navicast.app.calibration.CalibrationException;
import org.navicast.app.config.ConfigException;
import org.navicast.driver.io.HidDevices;
import org.navicast.driver.io.HidDoor;
import org.slf4j.LoggerFactory;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Puts the commands together, and says in one way how they fail. */
public final class CommandLines {
  private CommandLines() {}

  /**
   * The command line for these arguments. A gateway that is to run does not wait until all the
   * other commands are described: that would take a tenth of its start.
   */
  public static CommandLine of(Console console, String[] arguments) {
    return arguments.length > 0 && arguments[0].equals("run")
        ? speaking(new CommandLine(new NavicastCommand()).addSubcommand(new RunCommand()), console)
        : of(console);
  }

  /** The whole command line, printing to that console. */
  public static CommandLine of(Console console) {
    return of(
        console,
        HidDevices.door(),
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
  }

  /** The same, with HID devices behind that door, and a person who types these answers. */
  static CommandLine of(Console console, HidDoor hid, BufferedReader answers) {
    CommandLine navicast = new CommandLine(new NavicastCommand());
    navicast.addSubcommand(new DemoCommand(console));
    navicast.addSubcommand(new RunCommand());
    navicast.addSubcommand(new CheckCommand(console));
    navicast.addSubcommand(new DoctorCommand(console));
    navicast.addSubcommand(new SchemaCommand(console));
    navicast.addSubcommand(new ImportCommand(console));
    navicast.addSubcommand(ProfileCommand.of(console));
    navicast.addSubcommand(new RecordCommand(console));
    navicast.addSubcommand(new ReplayCommand(console, answers));
    navicast.addSubcommand(new TestProfileCommand(console));
    navicast.addSubcommand(new DevicesCommand(console, hid));
    navicast.addSubcommand(new LearnCommand(console, hid, answers));
    navicast.addSubcommand(new CalibrateCommand(console, answers));
    navicast.addSubcommand(new RegisterCommand(console, answers));
    navicast.addSubcommand(new WatchCommand(console));
    navicast.addSubcommand(new MonitorCommand(console));
    navicast.addSubcommand(new TraceCommand(console));
    navicast.addSubcommand(new HubCommand(console));
    navicast.addSubcommand("completion", new AutoComplete.GenerateCompletion());
    return speaking(navicast, console);
  }

  private static CommandLine speaking(CommandLine navicast, Console console) {
    return navicast
        .setOut(console.out())
        .setErr(console.err())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler((e, _) -> badUsage(console, e))
        .setExecutionExceptionHandler((e, _, parsed) -> failed(console, e, parsed));
  }

  private static int badUsage(Console console, ParameterException e) {
    console.complain(sentence(Objects.requireNonNullElse(e.getMessage(), "bad usage")));
    console
        .err()
        .println("Try '" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
    return ExitCode.USAGE;
  }

  private static int failed(Console console, Exception e, ParseResult parsed) {
    return switch (e) {
      case ConfigException bad -> {
        console.err().println(bad.getMessage());
        yield ExitCode.USAGE;
      }
      case IOException _, CalibrationException _ -> {
        console.complain(Objects.requireNonNullElse(e.getMessage(), e.toString()));
        yield ExitCode.FAILED;
      }
      default -> {
        console.complain("a fault in the program, please report it: " + e);
        LoggerFactory.getLogger(CommandLines.class)
            .error("command {} failed", Arrays.toString(parsed.originalArgs().toArray()), e);
        yield ExitCode.FAILED;
      }
    };
  }

  /** The parser's messages begin with a capital, and a name and a colon stand before them here. */
  private static String sentence(String message) {
    return message.isEmpty()
        ? message
        : Character.toLowerCase(message.charAt(0)) + message.substring(1);
  }
}
