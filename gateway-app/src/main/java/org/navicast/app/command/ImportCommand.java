package org.navicast.app.command;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.navicast.app.card.CardImport;
import org.navicast.app.card.Outcome;
import org.navicast.app.config.ConfigException;
import org.navicast.app.config.ConfigReader;
import org.navicast.gateway.runtime.Drivers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What an appliance does at each start, before the gateway. */
@Command(
    name = "import",
    description =
        "Bring the configuration of a card onto the board, whole or not at all; take its secrets off"
            + " the card, and leave a report there.",
    footer = {
      "%nExample:",
      "  navicast import --from /boot/firmware --to /var/lib/navicast/config",
      "  navicast run --config /var/lib/navicast/config/current"
    })
final class ImportCommand implements Callable<Integer> {
  private final Console console;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "FOLDER",
      description =
          "The card: where navicast.yaml or navicast.toml is, and the files that it names.")
  private Path from = Path.of("");

  @Option(
      names = "--to",
      required = true,
      paramLabel = "FOLDER",
      description = "Where the board keeps it; what is in use is in current below it.")
  private Path to = Path.of("");

  ImportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws ConfigException, IOException {
    if (!Files.isDirectory(from)) {
      throw new IOException("--from " + from + " is no folder; is the card there?");
    }
    return switch (run()) {
      case Outcome.InUse inUse -> {
        inUse.words().forEach(console::print);
        yield ExitCode.OK;
      }
      case Outcome.Refused refused -> throw refused.why();
      case Outcome.Absent absent -> {
        absent.words().forEach(console::complain);
        yield absent.before() ? ExitCode.OK : ExitCode.USAGE;
      }
    };
  }

  private Outcome run() throws IOException {
    ConfigReader reader = new ConfigReader(Drivers.load());
    try {
      return new CardImport(reader, from.toAbsolutePath(), to.toAbsolutePath()).run();
    } catch (FileSystemException e) {
      throw new IOException(e.getFile() + " cannot be read or written: " + why(e), e);
    }
  }

  private static String why(FileSystemException e) {
    return switch (e) {
      case AccessDeniedException _ -> "this user may not";
      case NoSuchFileException _ -> "it is not there";
      default -> Objects.requireNonNullElse(e.getReason(), e.toString());
    };
  }
}
