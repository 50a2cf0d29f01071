package org.navicast.app.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.navicast.app.LogSetup;
import org.navicast.app.config.ConfigException;
import org.navicast.app.config.GatewayConfig;
import org.navicast.app.session.ActionLines;
import org.navicast.app.session.Playback;
import org.navicast.app.session.Session;
import org.navicast.app.session.SessionConfig;
import org.navicast.app.session.SessionFile;
import org.navicast.app.session.SessionLink;
import org.navicast.cast.event.NaviEvent;
import org.navicast.cast.hub.HubConfig;
import org.navicast.cast.link.HubAddress;
import org.navicast.cast.words.Foreign;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Plays a recorded session through the drivers and a profile, and prints what it means. */
@Command(
    name = "replay",
    description =
        "Play a recorded session through the same drivers and a profile, and print what it means.",
    footer = {
      "%nExamples:",
      "  navicast replay foot.session --profile radiology-three-pedals",
      "  navicast replay foot.session --profile mine.yaml --speed 4",
      "  navicast replay foot.session --profile mine.yaml --step",
      "  navicast replay foot.session --profile mine.yaml --hub http://127.0.0.1:2018/api/hub"
          + " --topic OR-3",
      "%nA hub is told only where that is asked for, and on this machine alone."
    })
final class ReplayCommand implements Callable<Integer> {
  private final Console console;
  private final BufferedReader answers;

  @Parameters(paramLabel = "FILE", description = "What was recorded.")
  private Path file = Path.of("");

  @Option(
      names = "--profile",
      required = true,
      paramLabel = "PROFILE",
      description = "The name of a profile that comes along, or a file.")
  private String profile = "";

  @Option(
      names = "--hub",
      paramLabel = "URL",
      converter = WatchCommand.Address.class,
      description = "Tell a hub on this machine as well, at the pace of the session.")
  private Optional<HubAddress> hub = Optional.empty();

  @Option(names = "--topic", paramLabel = "T", description = "With --hub: the topic.")
  private String topic = "";

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description = "With --hub: log in to its mock authority; not at all where it is left out.")
  private String user = "";

  @ArgGroup private How how = new How();

  /** How fast. */
  static final class How {
    @Option(
        names = "--speed",
        paramLabel = "N",
        description = "So many times as fast as it was, 0.1 to 1000; 1 where left out.")
    private double speed = 1;

    @Option(
        names = "--step",
        description = "Wait for Enter before each moment that says something.")
    private boolean steps;

    @Option(names = "--at-once", description = "As fast as it can.")
    private boolean atOnce;

    boolean isAtItsPace() {
      return speed == 1 && !steps && !atOnce;
    }
  }

  ReplayCommand(Console console, BufferedReader answers) {
    this.console = console;
    this.answers = answers;
  }

  @Override
  public Integer call() throws ConfigException, IOException, InterruptedException {
    LogSetup.quiet();
    if (!(how.speed >= 0.1 && how.speed <= 1_000)) {
      console.complain("--speed is " + how.speed + "; give a number from 0.1 to 1000");
      return ExitCode.USAGE;
    }
    Session session = SessionFile.read(file);
    GatewayConfig config = SessionConfig.of(file.toString(), session, profile);
    if (hub.isEmpty()) {
      play(session, config, pace(), 0, lines(0));
      return ExitCode.OK;
    }
    if (topic.isEmpty() || !how.isAtItsPace()) {
      console.complain("--hub wants --topic, and the pace of the session; give no other");
      return ExitCode.USAGE;
    }
    HubConfig.Auth auth =
        user.isEmpty() ? new HubConfig.Auth.None() : new HubConfig.Auth.Mock(user);
    try (SessionLink link = SessionLink.join(hub.get(), topic, auth)) {
      long beganNanos = System.nanoTime();
      ActionLines lines = lines(beganNanos);
      play(session, config, pace(), beganNanos, lines.andThen(link));
    }
    return ExitCode.OK;
  }

  private ActionLines lines(long beganNanos) {
    return new ActionLines(line -> console.print(Foreign.line(line)), beganNanos);
  }

  private static void play(
      Session session,
      GatewayConfig config,
      Playback.Pace pace,
      long beganNanos,
      Consumer<NaviEvent> out)
      throws InterruptedException {
    new Playback(session, config.profile().orElseThrow(), config.devices(), pace, beganNanos, out)
        .play();
  }

  private Playback.Pace pace() {
    if (how.atOnce) {
      return Playback.Pace.AT_ONCE;
    }
    if (how.steps) {
      return this::awaitEnter;
    }
    long beganNanos = System.nanoTime();
    return nanos -> {
      long leftNanos = (long) (nanos / how.speed) - (System.nanoTime() - beganNanos);
      if (leftNanos > 0) {
        TimeUnit.NANOSECONDS.sleep(leftNanos);
      }
    };
  }

  private void awaitEnter(long nanos) {
    console.err().printf("%.3f s, Enter for the next: ", nanos / 1e9);
    console.err().flush();
    try {
      if (answers.readLine() == null) {
        how.atOnce = true;
      }
    } catch (IOException e) {
      how.atOnce = true;
    }
  }
}
