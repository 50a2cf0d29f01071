package org.navicast.conformance;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Plays all cases to any client and prints a TAP line for each: {@code conformance/run --help}.
 * Ends with 0 where all passed, with 1 where one failed, with 2 on bad usage.
 */
public final class Main {
  private static final String USAGE =
      """
      Plays written cases to a FHIRcast or Cast client and prints a TAP line for each.

        run [--cases FOLDER] [--only ID] [--dialect cast|fhircast] --client COMMAND…
        run [--cases FOLDER] [--only ID] [--dialect cast|fhircast] --port PORT

        --client COMMAND…  starts the client for each case: COMMAND HUB-URL TOPIC DIALECT. On its
                           standard input it is told 'publish' and 'stop', one word a line.
                           Takes all words that follow.
        --port PORT        waits there for a client that a person works by hand.
        --only ID          the cases whose id begins so.
      """;

  /** How long a client's process may take to start, and a person. */
  private static final long PROCESS_START_MILLIS = 10_000;

  private static final long PERSON_MILLIS = 60_000;

  private Path folder = Path.of("conformance/cases");
  private String only = "";
  private @Nullable String dialect;
  private int port;
  private List<String> command = List.of();

  private Main() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    if (List.of(args).contains("--help")) {
      System.out.print(USAGE);
      return;
    }
    Main main = new Main();
    try {
      main.read(List.of(args));
      System.exit(main.play(System.out) ? 0 : 1);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.println(USAGE);
      System.exit(2);
    }
  }

  private void read(List<String> args) {
    for (int i = 0; i < args.size() && command.isEmpty(); i += 2) {
      if (i + 1 == args.size()) {
        throw new IllegalArgumentException(args.get(i) + " needs a value");
      }
      String value = args.get(i + 1);
      switch (args.get(i)) {
        case "--cases" -> folder = Path.of(value);
        case "--only" -> only = value;
        case "--dialect" -> dialect = value;
        case "--port" -> port = port(value);
        case "--client" -> command = args.subList(i + 1, args.size());
        default -> throw new IllegalArgumentException(args.get(i) + " is not known");
      }
    }
    if (command.isEmpty() == (port == 0)) {
      throw new IllegalArgumentException("Give either --client or --port.");
    }
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 1 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new IllegalArgumentException("--port is \"" + text + "\"; give a number from 1 to 65535");
  }

  private boolean play(PrintStream out) throws IOException, InterruptedException {
    List<Case> cases = new ArrayList<>();
    for (Case each : CaseFiles.read(folder)) {
      if (each.id().startsWith(only)
          && (dialect == null || each.dialect().label().equals(dialect))) {
        cases.add(each);
      }
    }
    ClientUnderTest.Maker maker =
        command.isEmpty() ? HandClient.at(out) : CommandClient.of(command);
    long startMillis = command.isEmpty() ? PERSON_MILLIS : PROCESS_START_MILLIS;
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
