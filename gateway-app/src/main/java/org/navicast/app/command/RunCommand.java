package org.navicast.app.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.navicast.app.config.ConfigException;
import org.navicast.app.config.ConfigReader;
import org.navicast.app.gateway.LinkedGateway;
import org.navicast.app.lifecycle.AtExit;
import org.navicast.app.login.LoginScreen;
import org.navicast.gateway.runtime.Drivers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The gateway alone: what a board runs. */
@Command(
    name = "run",
    description = "Run the gateway: read the devices, tell the hub. Ends by Ctrl-C.",
    footer = {"%nExample:", "  navicast run --config config/example.yaml"})
final class RunCommand implements Callable<Integer> {
  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = {
        "Its configuration, YAML or TOML; see config/example.yaml.",
        "Of a folder the navicast.yaml or navicast.toml in it."
      })
  private Path config = Path.of("");

  @Override
  public Integer call() throws ConfigException, InterruptedException {
    LinkedGateway gateway =
        LinkedGateway.start(new ConfigReader(Drivers.load()).read(config), LoginScreen.ofProcess());
    try (AtExit _ = AtExit.run(gateway::close)) {
      new CountDownLatch(1).await();
    }
    return ExitCode.OK;
  }
}
