package org.navicast.app.command;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.navicast.app.hub.HubUrl;
import org.navicast.app.lifecycle.AtExit;
import org.navicast.cast.secure.FileTrouble;
import org.navicast.cast.secure.OwnCertificate;
import org.navicast.cast.secure.TlsSettings;
import org.navicast.hub.HubLimits;
import org.navicast.hub.HubServer;
import org.navicast.hub.HubServerConfig;
import org.navicast.hub.door.ServerCertificate;
import org.navicast.hub.door.TokenRules;
import org.navicast.hub.door.WebAccess;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
          + " network is closed. Without --tls-cert it speaks plain http: give it a certificate"
          + " before tokens cross a network. Programs on this machine may speak plain http to it in"
          + " any case.",
      "%nExamples:",
      "  navicast hub",
      "  navicast hub --port 0 --json",
      "  navicast hub --host 0.0.0.0 --tls-cert hub.crt --tls-key hub.key",
      "  navicast hub --require-auth --issuer https://login.example.org/realms/clinic"
          + " --audience https://hub.example.org",
      "  navicast hub --engine tls://nats-1.example.org:4222,tls://nats-2.example.org:4222"
    })
final class HubCommand implements Callable<Integer> {
  private static final int MOST_SUBSCRIBERS = 100_000;

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

  @Option(
      names = "--tls-cert",
      paramLabel = "FILE",
      description = "Speak TLS by this certificate: PEM, the hub's first, then its issuers'.")
  private @Nullable Path tlsCertificate;

  @Option(
      names = "--tls-key",
      paramLabel = "FILE",
      description = "Its key: PEM (PKCS#8), which only its owner may read.")
  private @Nullable Path tlsKey;

  @Option(
      names = "--allow-host",
      paramLabel = "NAME",
      description =
          "A name by which clients call the hub, *.clinic.example for all of a domain; may be"
              + " repeated. Addresses in digits, localhost and the names in --tls-cert are good"
              + " anyway.")
  private List<String> hosts = List.of();

  @Option(
      names = "--allow-origin",
      paramLabel = "ORIGIN",
      description =
          "A web page's origin, such as https://viewer.example.org, that may use the hub; may be"
              + " repeated. Pages from this machine may anyway.")
  private List<String> origins = List.of();

  @Option(
      names = "--max-subscribers",
      paramLabel = "N",
      description =
          "How many may subscribe to this node, and twice as many connect; ${DEFAULT-VALUE} where"
              + " left out. 15 KB of memory each while idle, and an open file.")
  private int maxSubscribers = HubLimits.DEFAULT.maxSubscriptions();

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

  @Option(
      names = "--current-context",
      description =
          "Keep in memory what is open on each topic, such as a patient, and tell FHIRcast"
              + " subscribers of it that come later. Otherwise the hub keeps no content.")
  private boolean currentContext;

  @Mixin private final EngineOptions engine = new EngineOptions();

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
              : "The hub is at " + url + ", its page at " + url.replace("/api/hub", "/"));
      new CountDownLatch(1).await();
    }
    return ExitCode.OK;
  }

  private HubServerConfig config() {
    HubServerConfig config =
        withContext(
            withCertificate(
                withEngine(
                    HubServerConfig.loopback(port)
                        .withHost(host)
                        .withWeb(web())
                        .withLimits(limits())),
                tlsCertificate,
                tlsKey));
    URI from = issuer;
    if (requireAuth && from != null && from.getHost() != null && !audience.isBlank()) {
      return config.withTokenRules(new TokenRules(from, audience));
    }
    if (requireAuth || from != null || !audience.isBlank()) {
      throw wrong(
          "--require-auth, --issuer and --audience belong together; give all three, the issuer with"
              + " its https://");
    }
    return config;
  }

  private HubLimits limits() {
    if (maxSubscribers < 1 || maxSubscribers > MOST_SUBSCRIBERS) {
      throw wrong(
          "--max-subscribers must be 1 to " + MOST_SUBSCRIBERS + ", but is " + maxSubscribers);
    }
    HubLimits usual = HubLimits.DEFAULT;
    return usual.withCounts(
        2 * maxSubscribers, maxSubscribers, usual.maxPendingRequests(), usual.maxCodes());
  }

  private HubServerConfig withEngine(HubServerConfig config) {
    try {
      return engine.engine(System::getenv).map(config::withEngine).orElse(config);
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  private HubServerConfig withContext(HubServerConfig config) {
    if (currentContext && config.engine().isPresent()) {
      throw wrong(
          "--current-context and --engine do not go together, since a node does not see what is"
              + " opened on others; leave one of them out");
    }
    return currentContext ? config.withCurrentContext() : config;
  }

  private WebAccess web() {
    try {
      return new WebAccess(Set.copyOf(hosts), Set.copyOf(origins));
    } catch (IllegalArgumentException e) {
      throw wrong("--allow-host or --allow-origin: " + e.getMessage());
    }
  }

  private HubServerConfig withCertificate(
      HubServerConfig config, @Nullable Path certificate, @Nullable Path key) {
    if (certificate == null && key == null) {
      return config;
    }
    if (certificate == null || key == null) {
      throw wrong("--tls-cert and --tls-key belong together; give both");
    }
    try {
      OwnCertificate own = OwnCertificate.read(new TlsSettings.CertificateFiles(certificate, key));
      return config.withCertificate(new ServerCertificate(own.key(), own.chain()));
    } catch (FileTrouble e) {
      throw wrong(
          (e.part() == FileTrouble.Part.KEY ? "--tls-key " + key : "--tls-cert " + certificate)
              + " "
              + e.getMessage());
    }
  }

  private ParameterException wrong(String why) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), why);
  }
}
