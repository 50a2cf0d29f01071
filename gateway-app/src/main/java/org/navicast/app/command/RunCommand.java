package org.navicast.app.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.navicast.app.config.ConfigException;
import org.navicast.app.config.ConfigReader;
import org.navicast.app.config.DeviceConfig;
import org.navicast.app.config.GatewayConfig;
import org.navicast.app.control.ControlSocket;
import org.navicast.app.control.Feed;
import org.navicast.app.gateway.LinkedGateway;
import org.navicast.app.lifecycle.AtExit;
import org.navicast.app.lifecycle.CloseStack;
import org.navicast.app.login.LoginScreen;
import org.navicast.app.reload.FileWatch;
import org.navicast.app.reload.HangUp;
import org.navicast.app.reload.Reloader;
import org.navicast.app.session.Recorder;
import org.navicast.gateway.runtime.Drivers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The gateway alone: what a board runs. */
@Command(
    name = "run",
    description = "Run the gateway: read the devices, tell the hub. Ends by Ctrl-C.",
    footer = {
      "%nExamples:",
      "  navicast run --config config/example.yaml",
      "  navicast run --config /etc/navicast --watch",
      "%nkill -HUP (systemctl reload navicast) makes it read the configuration anew. Devices whose",
      "settings are the same stay open, and so does the link; a wrong one is refused, and the one",
      "of before goes on."
    })
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

  @Option(
      names = "--record",
      paramLabel = "FILE",
      description = {
        "Write down what the devices say, into a file that is not there yet.",
        "navicast replay plays it back."
      })
  private Optional<Path> record = Optional.empty();

  @Option(
      names = "--control",
      description = {
        "Let this user look in: navicast monitor and navicast trace, on this machine,",
        "by a Unix socket in the runtime folder."
      })
  private boolean control;

  @Option(
      names = "--watch",
      description = {
        "Read the configuration anew when it changes, or a file that it names,",
        "as on SIGHUP."
      })
  private boolean watch;

  @Override
  public Integer call() throws ConfigException, IOException, InterruptedException {
    ConfigReader reader = new ConfigReader(Drivers.load());
    Optional<FileWatch> files = watch ? Optional.of(new FileWatch(config)) : Optional.empty();
    GatewayConfig read = reader.read(config);
    Reloader reloader = new Reloader(config, reader, files);
    HangUp.listen(reloader::ask);
    CloseStack open = new CloseStack();
    try (AtExit _ = AtExit.run(open::close)) {
      UnaryOperator<DeviceConfig> recorded =
          record.isPresent() ? recorder(record.get(), read, open)::listeningTo : each -> each;
      Feed feed = control ? new Feed(System::nanoTime) : Feed.NOBODY;
      UnaryOperator<DeviceConfig> heard =
          control ? each -> heardBy(feed, recorded.apply(each)) : recorded;
      LinkedGateway gateway =
          open.add(
              LinkedGateway.start(read, LoginScreen.ofProcess(), heard, feed),
              LinkedGateway::close);
      if (control) {
        open.add(ControlSocket.open(read.name(), feed, gateway::status), ControlSocket::close);
      }
      reloader.run(gateway::change);
    }
    return ExitCode.OK;
  }

  private static DeviceConfig heardBy(Feed feed, DeviceConfig device) {
    return device.drivenBy(feed.hearing(device.driver()));
  }

  private static Recorder recorder(Path file, GatewayConfig config, CloseStack open)
      throws IOException {
    return open.add(Recorder.start(file, config.devices(), System::nanoTime), Recorder::close);
  }
}
