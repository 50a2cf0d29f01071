package org.navicast.app.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.navicast.app.LogSetup;
import org.navicast.app.config.ConfigException;
import org.navicast.app.demo.Demo;
import org.navicast.app.lifecycle.AtExit;
import org.navicast.app.lifecycle.CloseStack;
import org.navicast.hub.HubServerConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the whole way: hub, simulated devices, gateway, subscriber. */
@Command(
    name = "demo",
    description =
        "Show the whole way on this machine: a hub, simulated devices, the gateway, and what a"
            + " subscriber of the hub receives.",
    footer = {
      "%nExamples:",
      "  navicast demo",
      "  navicast demo --port 0 --seconds 10",
      "  navicast demo --seconds 10 --json",
      "%nEnds by Ctrl-C, or after --seconds with a summary."
    })
final class DemoCommand implements Callable<Integer> {
  private final Console console;

  @Option(
      names = "--port",
      paramLabel = "P",
      converter = Ports.class,
      description = "Port of the hub, 0 for any that is free; ${DEFAULT-VALUE} where left out.",
      defaultValue = "" + HubServerConfig.DEFAULT_PORT)
  private int port;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      converter = Seconds.class,
      description = "End after so many seconds, with a summary.")
  private long seconds = Seconds.FOREVER;

  @Option(
      names = "--tls",
      description = "The gateway reaches the hub over TLS, by a certificate made for this demo.")
  private boolean tls;

  @Option(names = "--json", description = "Print one JSON object a line instead of words.")
  private boolean json;

  DemoCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, ConfigException, InterruptedException {
    LogSetup.quiet();
    CloseStack open = new CloseStack();
    try (AtExit _ = AtExit.run(open::close)) {
      Demo demo = Demo.start(port, tls, json, console::print, open);
      demo.tell(TimeUnit.SECONDS.toNanos(seconds), console::closed);
      demo.summarize();
    }
    return ExitCode.OK;
  }
}
