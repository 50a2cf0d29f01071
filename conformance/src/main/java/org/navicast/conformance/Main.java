package org.navicast.conformance;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Stack;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Plays all cases to any client and prints a TAP line for each: {@code conformance/run --help}. */
@Command(
    name = "conformance/run",
    sortOptions = false,
    customSynopsis =
        "conformance/run [--cases FOLDER] [--only ID] [--dialect DIALECT]"
            + " (--client COMMAND... | --port PORT)",
    description =
        "Plays written cases to a FHIRcast or Cast client and prints a TAP line for each.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:all passed", "1:a case failed", "2:bad usage"})
public final class Main implements Callable<Integer> {
  /** How long a client's process may take to start, and a person. */
  private static final long PROCESS_START_MILLIS = 10_000;

  private static final long PERSON_MILLIS = 60_000;

  private static final int MAX_PORT = 65_535;

  /** Words of a client's command are its own, those that begin with a dash too. */
  private static final class AllThatFollows implements IParameterConsumer {
    @Override
    public void consumeParameters(Stack<String> args, ArgSpec option, CommandSpec command) {
      if (args.isEmpty()) {
        throw new ParameterException(command.commandLine(), "--client needs a command");
      }
      option.setValue(List.copyOf(args.reversed()));
      args.clear();
    }
  }

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--cases", paramLabel = "FOLDER", description = "Where the cases are.")
  private Path folder = Path.of("conformance/cases");

  @Option(names = "--only", paramLabel = "ID", description = "The cases whose id begins so.")
  private String only = "";

  @Option(names = "--dialect", description = "The cases of that kind of hub: cast or fhircast.")
  private @Nullable Dialect dialect;

  @Option(names = "--help", usageHelp = true, description = "Shows this and ends.")
  @SuppressWarnings("unused") // picocli's own
  private boolean help;

  @Option(
      names = "--client",
      paramLabel = "COMMAND",
      parameterConsumer = AllThatFollows.class,
      description =
          "Starts the client for each case: COMMAND HUB-URL TOPIC DIALECT. On its standard input"
              + " it is told 'publish' and 'stop', one word a line. Takes all words that follow.")
  private List<String> command = List.of();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Waits there for a client that a person works by hand.")
  private int port;

  public static void main(String[] args) {
    CommandLine line = new CommandLine(new Main());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setOverwrittenOptionsAllowed(true); // conformance/run says where the cases are, too
    line.setExecutionExceptionHandler(
        (e, _, _) -> {
          line.getErr().println(e.getMessage());
          return ExitCode.USAGE;
        });
    line.setParameterExceptionHandler(
        (e, _) -> {
          line.getErr().println(e.getMessage() + "; see conformance/run --help");
          return ExitCode.USAGE;
        });
    System.exit(line.execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    CommandLine line = Objects.requireNonNull(spec).commandLine();
    if (command.isEmpty() == (port == 0)) {
      throw new ParameterException(line, "give either --client or --port");
    }
    if (port < 0 || port > MAX_PORT) {
      throw new ParameterException(
          line, "--port is " + port + "; give a number from 1 to " + MAX_PORT);
    }
    List<Case> cases = chosen(line);
    if (cases.isEmpty()) {
      throw new ParameterException(line, "no case in " + folder + " is such");
    }
    return play(cases, line.getOut()) ? 0 : 1;
  }

  private List<Case> chosen(CommandLine line) {
    try {
      return CaseFiles.read(folder).stream()
          .filter(it -> it.id().startsWith(only))
          .filter(it -> dialect == null || it.dialect() == dialect)
          .toList();
    } catch (IOException | IllegalArgumentException e) {
      throw new ParameterException(line, "the cases cannot be read: " + e.getMessage(), e);
    }
  }

  private boolean play(List<Case> cases, PrintWriter out) throws IOException, InterruptedException {
    boolean isPerson = command.isEmpty();
    ClientUnderTest.Maker maker = isPerson ? HandClient.at(out) : CommandClient.of(command);
    long startMillis = isPerson ? PERSON_MILLIS : PROCESS_START_MILLIS;
    out.println("TAP version 13");
    out.println("1.." + cases.size());
    int failed = 0;
    for (int i = 0; i < cases.size(); i++) {
      Case played = cases.get(i);
      long from = System.nanoTime();
      String line = (i + 1) + " - " + played.id() + ": " + played.title();
      try {
        Play.play(played, maker, port, startMillis);
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from);
        out.println("ok " + line + " # " + millis + " ms");
      } catch (Failure e) {
        failed++;
        out.println("not ok " + line);
        out.println("# " + played.clause());
        out.println("# " + e.getMessage());
      }
    }
    out.println("# " + (cases.size() - failed) + " of " + cases.size() + " passed");
    return failed == 0;
  }
}
