package org.navicast.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.navicast.app.LogSetup;
import org.navicast.app.config.ConfigException;
import org.navicast.app.config.GatewayConfig;
import org.navicast.app.session.ActionLines;
import org.navicast.app.session.Playback;
import org.navicast.app.session.Session;
import org.navicast.app.session.SessionConfig;
import org.navicast.app.session.SessionFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares what a recorded session means by a profile with what it should mean. */
@Command(
    name = "test-profile",
    description =
        "Play a recorded session through a profile, in no time, and compare its actions with those"
            + " that are expected.",
    footer = {
      "%nExamples:",
      "  navicast test-profile mine.yaml --session foot.session --expect foot.actions",
      "  navicast replay foot.session --profile mine.yaml --at-once > foot.actions",
      "%nExits with 1 where they differ, and says where."
    })
final class TestProfileCommand implements Callable<Integer> {
  private static final int MOST_DIFFERENCES = 20;

  private final Console console;

  @Parameters(
      paramLabel = "PROFILE",
      description = "The name of a profile that comes along, or a file.")
  private String profile = "";

  @Option(
      names = "--session",
      required = true,
      paramLabel = "FILE",
      description = "What was recorded.")
  private Path file = Path.of("");

  @Option(
      names = "--expect",
      required = true,
      paramLabel = "FILE",
      description = "What replay --at-once prints of it, once a person has looked at that.")
  private Path expect = Path.of("");

  TestProfileCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws ConfigException, IOException, InterruptedException {
    LogSetup.quiet();
    Session session = SessionFile.read(file);
    List<String> expected = lines(expect);
    GatewayConfig config = SessionConfig.of(file.toString(), session, profile);
    List<String> told = new ArrayList<>();
    new Playback(
            session,
            config.profile().orElseThrow(),
            config.devices(),
            Playback.Pace.AT_ONCE,
            new ActionLines(told::add))
        .play();
    List<String> differences = ActionLines.differences(expect.toString(), expected, told);
    differences.stream().limit(MOST_DIFFERENCES).forEach(console::complain);
    if (differences.size() > MOST_DIFFERENCES) {
      console.complain((differences.size() - MOST_DIFFERENCES) + " differences more");
    }
    if (differences.isEmpty()) {
      console.print(told.size() + " lines, as expected");
    }
    return differences.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
  }

  private static List<String> lines(Path path) throws IOException {
    try {
      return Files.readAllLines(path);
    } catch (NoSuchFileException e) {
      throw new IOException(path + " does not exist; check its name and folder", e);
    }
  }
}
