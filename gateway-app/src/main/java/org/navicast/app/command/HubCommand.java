package org.navicast.app.command;

import java.io.IOException;
import java.net.URI;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.navicast.app.hub.HubUrl;
import org.navicast.app.lifecycle.AtExit;
import org.navicast.hub.HubServer;
import org.navicast.hub.HubServerConfig;
import org.navicast.hub.TokenRules;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The embedded hub alone. */
@Command(
    name = "hub",
    description = "Run a Cast hub for a demo or a small lab. Ends by Ctrl-C.",
    footer = {
      "%nWithout --require-auth it asks nobody who they are: leave it on this machine unless the"
          + " network is closed. It speaks plain http: put a server that speaks TLS in front of it"
          + " before tokens cross a network.",
      "%nExamples:",
      "  navicast hub",
      "  navicast hub --port 0 --json",
      "  navicast hub --host 0.0.0.0",
      "  navicast hub --require-auth --issuer https://login.example.org/realms/clinic"
          + " --audience https://hub.example.org"
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

  @Option(
      names = "--require-auth",
      description = "Let in only who shows a token of --issuer that is for --audience.")
  private boolean requireAuth;

  @Option(
      names = "--issuer",
      paramLabel = "URL",
      description = "The identity provider, exactly as its tokens name it.")
  private @Nullable URI issuer;

  @Option(names = "--audience", paramLabel = "A", description = "Whom tokens must be for.")
  private String audience = "";

  @Spec private @Nullable CommandSpec spec;

  HubCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    HubServer hub = HubServer.start(config());
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

  private HubServerConfig config() {
    HubServerConfig config = HubServerConfig.loopback(port).withHost(host);
    URI from = issuer;
    if (requireAuth && from != null && from.getHost() != null && !audience.isBlank()) {
      return config.withTokenRules(new TokenRules(from, audience));
    }
    if (requireAuth || from != null || !audience.isBlank()) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          "--require-auth, --issuer and --audience belong together; give all three, the issuer with"
              + " its https://");
    }
    return config;
  }
}
