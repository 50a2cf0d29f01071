package org.navicast.app.command;

import java.io.IOException;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.navicast.app.LogSetup;
import org.navicast.app.config.ConfigException;
import org.navicast.app.config.ProfileFile;
import org.navicast.app.demo.Demo;
import org.navicast.app.lifecycle.AtExit;
import org.navicast.app.lifecycle.CloseStack;
import org.navicast.hub.HubServerConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

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
      "  navicast demo --profile radiology-three-pedals",
      "%nEnds by Ctrl-C, or after --seconds with a summary."
    })
final class DemoCommand implements Callable<Integer> {
  private final Console console;

  @Spec private @Nullable CommandSpec spec;

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
      names = "--profile",
      paramLabel = "NAME",
      completionCandidates = ShippedProfiles.class,
      description = "Show a profile with devices that fit: one of ${COMPLETION-CANDIDATES}.")
  private Optional<String> profile = Optional.empty();

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
      Demo demo = Demo.start(port, tls, json, known(profile), console::print, open);
      demo.tell(TimeUnit.SECONDS.toNanos(seconds), console::closed);
      demo.summarize();
    }
    return ExitCode.OK;
  }

  private Optional<String> known(Optional<String> name) {
    if (name.isPresent() && !ProfileFile.SHIPPED.contains(name.get())) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          "no profile that comes along is called "
              + name.get()
              + "; give one of "
              + String.join(", ", ProfileFile.SHIPPED));
    }
    return name;
  }

  /** The names of the profiles that come along. */
  static final class ShippedProfiles implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return ProfileFile.SHIPPED.iterator();
    }
  }
}
