package org.navicast.app.command;

import org.navicast.app.LogSetup;
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

  /** Says which program this is. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"navicast " + org.navicast.app.Version.GATEWAY};
    }
  }
}
