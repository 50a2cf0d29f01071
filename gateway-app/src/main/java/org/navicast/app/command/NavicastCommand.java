package org.navicast.app.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.navicast.app.LogSetup;
import org.navicast.app.Main;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command without a subcommand: says what there is. */
@Command(
    name = "navicast",
    description = "Footswitches, 6DOF controllers and trackers to a Cast hub.",
    synopsisSubcommandLabel = "COMMAND",
    versionProvider = NavicastCommand.Version.class,
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    sortOptions = false,
    usageHelpAutoWidth = true,
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:failed", "2:bad usage or configuration"})
final class NavicastCommand {

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Log more, to stderr.")
  void verbose(boolean wanted) {
    if (wanted) {
      LogSetup.verbose();
    }
  }

  /** Reads the version that the build wrote into the program. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
      try (InputStream in = Main.class.getResourceAsStream("version.txt")) {
        if (in == null) {
          throw new IOException("the program lacks its version.txt; build it again");
        }
        return new String[] {
          "navicast " + new String(in.readAllBytes(), StandardCharsets.UTF_8).strip()
        };
      }
    }
  }
}
