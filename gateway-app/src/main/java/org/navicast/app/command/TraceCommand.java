package org.navicast.app.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.navicast.app.LogSetup;
import org.navicast.app.control.ControlPlace;
import org.navicast.app.control.ControlSocket;
import org.navicast.app.monitor.LocalGateway;
import org.navicast.app.monitor.PressTraces;
import org.navicast.app.monitor.PressTraces.Followed;
import org.navicast.app.monitor.PressTraces.Step;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Follows presses through a running gateway. */
@Command(
    name = "trace",
    description = "Follow a press through a running gateway: bytes, decoder, engine, outbox, hub.",
    footer = {
      "%nOn the same machine as a gateway that was started with --control, as the same user."
          + " Press, and read where it went and how long each step took.",
      "%nExamples:",
      "  navicast trace --press left",
      "  navicast trace --press pedals.left --next 3",
      "%nEnds after so many presses, or by Ctrl-C."
    })
final class TraceCommand implements Callable<Integer> {
  private static final int PATIENCE_MILLIS = 500;

  private final Console console;

  @Option(
      names = "--press",
      paramLabel = "CONTROL",
      description = "Follow presses of this control, left or pedals.left; of any if left out.")
  private String press = "";

  @Option(names = "--next", paramLabel = "N", description = "End after so many; 1 if left out.")
  private int next = 1;

  @Option(
      names = "--gateway",
      paramLabel = "NAME",
      description = "Which of several gateways on this machine, by its name.")
  private String gateway = "";

  @Option(names = "--json", description = "Print one JSON object a press instead of words.")
  private boolean json;

  TraceCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    LogSetup.quiet();
    PressTraces traces = new PressTraces(press);
    try (LocalGateway source =
        LocalGateway.open(ControlPlace.find(gateway, System::getenv), ControlSocket.TRACE)) {
      int left = next;
      boolean isIntroduced = false;
      while (left > 0 && !console.closed()) {
        JsonNode line = source.next(PATIENCE_MILLIS);
        if (line == null) {
          continue;
        }
        if (!isIntroduced) {
          isIntroduced = true;
          console.err().println("press now: " + (press.isEmpty() ? "any control" : press));
        }
        for (Followed followed : traces.accept(line)) {
          print(followed);
          left--;
        }
      }
    }
    return ExitCode.OK;
  }

  private void print(Followed followed) {
    if (!json) {
      followed.lines().forEach(console::print);
      return;
    }
    ObjectNode object = Json.object().put("press", followed.name());
    ArrayNode steps = object.putArray("steps");
    for (Step step : followed.steps()) {
      steps
          .addObject()
          .put("micros", step.micros())
          .put("where", step.where())
          .put("what", step.what());
    }
    console.print(Json.line(object.put("outcome", followed.outcome())));
  }
}
