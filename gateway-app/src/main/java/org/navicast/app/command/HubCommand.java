package org.navicast.app.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.navicast.app.hub.HubUrl;
import org.navicast.app.lifecycle.AtExit;
import org.navicast.hub.HubServer;
import org.navicast.hub.HubServerConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The embedded hub alone. */
@Command(
    name = "hub",
    description = "Run a Cast hub for a demo or a small lab. Ends by Ctrl-C.",
    footer = {
      "%nIt asks nobody for a password: leave it on this machine unless the network is closed.",
      "%nExamples:",
      "  navicast hub",
      "  navicast hub --port 0 --json",
      "  navicast hub --host 0.0.0.0"
    })
final class HubCommand implements Callable<Integer> {
  private final Console console;

  @Option(
      names = "--port",
      paramLabel = "P",
      converter = Ports.class,
      description = "Port to listen on, 0 for any that is free; ${DEFAULT-VALUE} where left out.",
      defaultValue = "" + HubServerConfig.DEFAULT_PORT)
  private int port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "Address to listen on; ${DEFAULT-VALUE} where left out.",
      defaultValue = "127.0.0.1")
  private String host = "";

  @Option(names = "--json", description = "Print one JSON object instead of words.")
  private boolean json;

  HubCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    HubServer hub = HubServer.start(HubServerConfig.loopback(port).withHost(host));
    try (AtExit _ = AtExit.run(hub::close)) {
      String url = HubUrl.of(hub);
      console.print(
          json
              ? Json.line(Json.object().put("type", "hub").put("url", url))
              : "The hub is at " + url);
      new CountDownLatch(1).await();
    }
    return ExitCode.OK;
  }
}
