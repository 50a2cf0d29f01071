import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.navicast.app.command.CommandLines;
import org.navicast.app.command.Console;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/** Writes what {@code --help} tells as manual pages in AsciiDoc, one for each command. */
final class ManPages {
  private ManPages() {}

  /** Into the folder that is named. */
  public static void main(String[] args) throws IOException {
    CommandSpec navicast = CommandLines.of(Console.ofProcess()).getCommandSpec();
    navicast.removeSubcommand("completion"); // known to picocli, and to the page, under another name
    section(navicast);
    for (CommandLine command : navicast.subcommands().values()) {
      section(command.getCommandSpec());
    }
    System.exit(
        ManPageGenerator.generateManPage(
            Path.of(args[0]).toFile(), null, new boolean[0], false, navicast));
  }

  /**
   * The generator wants a heading above the notes and examples at the end. In AsciiDoc an empty
   * line begins a paragraph, and an indented one is an example.
   */
  private static void section(CommandSpec command) {
    UsageMessageSpec usage = command.usageMessage();
    usage.exitCodeListHeading("Exit status%n");
    usage.footerHeading("Notes%n");
    usage.footer(
        Arrays.stream(usage.footer())
            .flatMap(
                line ->
                    line.startsWith("%n") ? Stream.of("", line.substring(2), "") : Stream.of(line))
            .toArray(String[]::new));
  }
}
