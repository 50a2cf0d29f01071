package org.navicast.app.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.navicast.app.config.ConfigException;
import org.navicast.app.config.ConfigReader;
import org.navicast.app.config.GatewayConfig;
import org.navicast.app.gateway.LiveDevices;
import org.navicast.app.lifecycle.AtExit;
import org.navicast.app.lifecycle.CloseStack;
import org.navicast.app.session.Recorder;
import org.navicast.gateway.runtime.Drivers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes down what the devices of a configuration say, without a hub. */
@Command(
    name = "record",
    description = "Write down what the devices of a configuration say, without telling any hub.",
    footer = {
      "%nExamples:",
      "  navicast record foot.session --config or-3.yaml",
      "  navicast run --config or-3.yaml --record foot.session",
      "%nEnds by Ctrl-C, after --seconds, or at 64 MiB."
    })
final class RecordCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "FILE", description = "A file that is not there yet.")
  private Path file = Path.of("");

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "Says which devices; its hub and profile are not used.")
  private Path config = Path.of("");

  @Option(
      names = "--seconds",
      paramLabel = "N",
      converter = Seconds.class,
      description = "End after so many seconds.")
  private long seconds = Seconds.FOREVER;

  RecordCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws ConfigException, IOException, InterruptedException {
    GatewayConfig read = new ConfigReader(Drivers.load()).read(config);
    CloseStack open = new CloseStack();
    try (AtExit _ = AtExit.run(open::close)) {
      Recorder recorder =
          open.add(Recorder.start(file, read.devices(), System::nanoTime), Recorder::close);
      open.add(LiveDevices.start(recorder.listeningTo(read.devices())), LiveDevices::close);
      console.err().println("recording to " + file + "; Ctrl-C ends it");
      TimeUnit.SECONDS.sleep(seconds);
    }
    return ExitCode.OK;
  }
}
