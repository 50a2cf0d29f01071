package org.navicast.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.navicast.app.config.ConfigException;
import org.navicast.app.config.LoneProfile;
import org.navicast.app.picture.ProfilePicture;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What can be done with a profile alone. */
@Command(
    name = "profile",
    description = "Draw a profile: which pedal, cap or button does what.",
    footer = {
      "%nExamples:",
      "  navicast profile draw ir-suite --output ir-suite.svg",
      "  navicast profile draw ./mine.yaml > mine.svg"
    })
final class ProfileCommand {
  private ProfileCommand() {}

  /** With its own commands below it. */
  static CommandLine of(Console console) {
    return new CommandLine(new ProfileCommand()).addSubcommand(new Draw(console));
  }

  /** Draws one. */
  @Command(
      name = "draw",
      description = "Draw pedals, cap or gamepad with the actions on them, for each mode, as SVG.")
  static final class Draw implements Callable<Integer> {
    private final Console console;

    @Parameters(
        paramLabel = "PROFILE",
        description = "The name of a profile that comes along, or a file.")
    private String profile = "";

    @Option(
        names = {"-o", "--output"},
        paramLabel = "FILE",
        description = "Where to write it; standard output where left out.")
    private Optional<Path> output = Optional.empty();

    Draw(Console console) {
      this.console = console;
    }

    @Override
    public Integer call() throws ConfigException, IOException {
      LoneProfile read = LoneProfile.read(profile);
      String svg = ProfilePicture.of(read.profile(), read.devices());
      if (output.isPresent()) {
        Files.writeString(output.get(), svg);
      } else {
        console.print(svg.stripTrailing());
      }
      return ExitCode.OK;
    }
  }
}
