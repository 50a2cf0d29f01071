package org.navicast.app.command;

import java.io.IOException;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.navicast.app.LogSetup;
import org.navicast.app.control.ControlPlace;
import org.navicast.app.control.ControlSocket;
import org.navicast.app.lifecycle.AtExit;
import org.navicast.app.monitor.FullScreen;
import org.navicast.app.monitor.HubGateway;
import org.navicast.app.monitor.Line;
import org.navicast.app.monitor.LocalGateway;
import org.navicast.app.monitor.Screen;
import org.navicast.app.monitor.Source;
import org.navicast.app.monitor.View;
import org.navicast.cast.link.HubAddress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Shows a running gateway. */
@Command(
    name = "monitor",
    description = "Look into a running gateway: devices, presses, what they mean, the link.",
    footer = {
      "%nOn the same machine as a gateway that was started with --control, as the same user; or by"
          + " the hub, from anywhere.",
      "%nExamples:",
      "  navicast monitor",
      "  navicast monitor --plain | tee what-happened.txt",
      "  navicast monitor --hub https://hub.example.org/api/hub --topic OR-3",
      "%nEnds by q or Ctrl-C."
    })
final class MonitorCommand implements Callable<Integer> {
  private static final int FRAME_MILLIS = 100;
  private static final int PATIENCE_MILLIS = 1_000;

  private final Console console;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--gateway",
      paramLabel = "NAME",
      description = "Which of several gateways on this machine, by its name.")
  private String gateway = "";

  @Option(
      names = "--hub",
      paramLabel = "URL",
      converter = WatchCommand.Address.class,
      description = "Look by this hub instead.")
  private @Nullable HubAddress hub;

  @Option(names = "--topic", paramLabel = "T", description = "The topic, with --hub.")
  private String topic = "";

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description = "With --hub: log in to the hub's mock authority; not at all if left out.")
  private String user = "";

  @Option(
      names = "--plain",
      description = "Line by line, for a pipe or a screen reader; as where there is no terminal.")
  private boolean plain;

  @Option(names = "--json", description = "Print what the gateway says, one JSON object a line.")
  private boolean json;

  MonitorCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    LogSetup.quiet();
    try (Source source = source()) {
      if (json) {
        printJson(source);
      } else if (plain || !FullScreen.isPossible(environment("TERM"))) {
        printPlain(source);
      } else {
        draw(source);
      }
    }
    return ExitCode.OK;
  }

  private Source source() throws IOException {
    if (hub == null) {
      return LocalGateway.open(ControlPlace.find(gateway, System::getenv), ControlSocket.MONITOR);
    }
    if (topic.isEmpty()) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), "--hub wants the topic too: --topic T");
    }
    return new HubGateway(hub, topic, user);
  }

  private void printJson(Source source) throws IOException, InterruptedException {
    while (!console.closed()) {
      JsonNode line = source.next(PATIENCE_MILLIS);
      if (line != null) {
        console.print(Json.line(line));
      }
    }
  }

  private void printPlain(Source source) throws IOException, InterruptedException {
    View view = new View(ZoneId.systemDefault());
    boolean isIntroduced = false;
    while (!console.closed()) {
      JsonNode line = source.next(PATIENCE_MILLIS);
      if (line == null) {
        continue;
      }
      Optional<Line> news = view.accept(line);
      if (!isIntroduced && view.isKnown()) {
        isIntroduced = true;
        Screen.summary(view, source.name()).forEach(each -> console.print(each.text()));
      }
      news.ifPresent(each -> console.print(each.text()));
    }
  }

  private void draw(Source source) throws IOException, InterruptedException {
    View view = new View(ZoneId.systemDefault());
    boolean isColoured = environment("NO_COLOR").isEmpty();
    FullScreen screen = FullScreen.open(isColoured);
    try (AtExit _ = AtExit.run(screen::close)) {
      do {
        for (JsonNode line = source.next(1); line != null; line = source.next(0)) {
          view.accept(line);
        }
        screen.show(view, source.name());
      } while (!screen.isEnded(FRAME_MILLIS));
    }
  }

  private static String environment(String name) {
    return Objects.requireNonNullElse(System.getenv(name), "");
  }
}
