package org.navicast.app.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.navicast.app.config.ConfigException;
import org.navicast.app.config.ConfigReader;
import org.navicast.app.config.GatewayConfig;
import org.navicast.app.doctor.Checkup;
import org.navicast.app.doctor.Finding;
import org.navicast.app.doctor.SupportReport;
import org.navicast.cast.secure.FileTrouble;
import org.navicast.gateway.runtime.Drivers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Finds the layer that fails. */
@Command(
    name = "doctor",
    description =
        "Look at each layer in turn, from this machine to the hub; say what fails and what to do.",
    footer = {
      "%nOpens the devices and joins the hub as the gateway would, under another name; stop a"
          + " gateway that has the same devices first.",
      "%nExamples:",
      "  navicast doctor --config or-3.yaml",
      "  navicast doctor --config or-3.yaml --seconds 20 --report for-support.txt"
    },
    exitCodeList = {
      "0:all is well",
      "1:something does not work",
      "2:bad usage or configuration",
      "8:it works, with warnings"
    })
final class DoctorCommand implements Callable<Integer> {
  private final Console console;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The gateway's configuration.")
  private Path config = Path.of("");

  @Option(
      names = "--seconds",
      paramLabel = "N",
      converter = Seconds.class,
      description = "Listen to the devices so long, and wait so long for the hub; 5 if left out.")
  private long seconds = 5;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write it for support as well, without secrets, topic or patient.")
  private @Nullable Path report;

  @Option(names = "--json", description = "Print one JSON object a line instead of words.")
  private boolean json;

  DoctorCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws ConfigException, IOException, InterruptedException {
    SupportReport text = new SupportReport(Instant.now());
    Checkup checkup =
        new Checkup(
            finding -> {
              console.print(json ? asJson(finding) : finding.line());
              text.add(finding);
            });
    GatewayConfig read;
    try {
      read = new ConfigReader(Drivers.load()).read(config);
    } catch (ConfigException e) {
      checkup.machine();
      if (report != null) {
        String.valueOf(e.getMessage()).lines().forEach(text::add);
        write(text, report, "");
      }
      throw e;
    }
    checkup.take(Finding.configuration(read.file()));
    checkup.whole(read, seconds);
    if (report != null) {
      write(text, report, read.hub().link().topic());
    }
    return switch (checkup.worst()) {
      case OK, SKIP -> ExitCode.OK;
      case WARN -> ExitCode.WARNINGS;
      case FAIL -> ExitCode.FAILED;
    };
  }

  private static void write(SupportReport text, Path file, String topic) throws IOException {
    try {
      text.write(file, topic);
    } catch (FileTrouble e) {
      throw new IOException(file + " " + e.getMessage(), e);
    }
  }

  private static String asJson(Finding finding) {
    return Json.line(
        Json.object()
            .put("level", finding.level().name().toLowerCase(Locale.ROOT))
            .put("layer", finding.layer())
            .put("what", finding.what())
            .put("advice", finding.advice()));
  }
}
