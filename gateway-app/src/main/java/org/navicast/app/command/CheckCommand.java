package org.navicast.app.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.navicast.app.config.ConfigException;
import org.navicast.app.config.ConfigReader;
import org.navicast.app.config.DeviceConfig;
import org.navicast.app.config.GatewayConfig;
import org.navicast.gateway.runtime.Drivers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Says what is wrong with a configuration, without opening a device or a connection. */
@Command(
    name = "check",
    description =
        "Say what is wrong with a configuration: file, line, column, key, what would be right.",
    footer = {
      "%nExamples:",
      "  navicast check --config config/example.yaml",
      "  navicast check --config or-3.yaml --json"
    })
final class CheckCommand implements Callable<Integer> {
  private final Console console;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The file to check.")
  private Path config = Path.of("");

  @Option(names = "--json", description = "Print one JSON object instead of words.")
  private boolean json;

  CheckCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws ConfigException {
    try {
      GatewayConfig read = new ConfigReader(Drivers.load()).read(config);
      console.print(json ? goodAsJson(read) : good(read));
      return ExitCode.OK;
    } catch (ConfigException e) {
      if (!json) {
        throw e;
      }
      console.print(badAsJson(e));
      return ExitCode.USAGE;
    }
  }

  private static String good(GatewayConfig config) {
    int count = config.devices().size();
    return config.file()
        + ": good; gateway "
        + config.name()
        + " with "
        + (count == 1 ? "1 device" : count + " devices")
        + " to "
        + config.hub().link().address();
  }

  private static String goodAsJson(GatewayConfig config) {
    ObjectNode result = Json.object();
    result.put("file", config.file()).put("ok", true).put("gateway", config.name());
    result.put("hub", config.hub().link().address().toString());
    ArrayNode devices = result.putArray("devices");
    for (DeviceConfig device : config.devices()) {
      devices.addObject().put("name", device.name()).put("driver", device.driver().id());
    }
    return Json.line(result);
  }

  private static String badAsJson(ConfigException e) {
    ObjectNode result = Json.object();
    result.put("file", e.file()).put("ok", false);
    ArrayNode problems = result.putArray("problems");
    e.byFile().forEach(one -> add(one, problems));
    return Json.line(result);
  }

  private static void add(ConfigException of, ArrayNode problems) {
    of.problems()
        .forEach(
            problem ->
                problems
                    .addObject()
                    .put("file", of.file())
                    .put("line", problem.position().line())
                    .put("column", problem.position().column())
                    .put("key", problem.key())
                    .put("message", problem.message()));
  }
}
