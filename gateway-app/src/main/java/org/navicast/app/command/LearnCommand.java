package org.navicast.app.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.navicast.app.learn.BoardReader;
import org.navicast.app.learn.Choice;
import org.navicast.app.learn.Learner;
import org.navicast.app.learn.Pupil;
import org.navicast.app.learn.Snippet;
import org.navicast.app.lifecycle.AtExit;
import org.navicast.driver.io.HidDevice;
import org.navicast.driver.io.HidDoor;
import org.navicast.gateway.runtime.Drivers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Learns the controls of a HID device and prints its section of a configuration. */
@Command(
    name = "learn",
    description =
        "Learn the pedals or axes of a HID device: move each when told, and get its configuration.",
    footer = {
      "%nThe configuration goes to stdout or a file, all else to stderr. What the device types is",
      "kept from this terminal meanwhile. Stop a gateway that has the device open before.",
      "%nExamples:",
      "  navicast learn",
      "  navicast learn --device 05f3:00ff --controls left,middle,right",
      "  navicast learn --device /dev/hidraw0 --name pedals --write pedals.yaml",
      "  navicast learn --device 1209:0003 --controls x,y,ry --name stick",
      "  navicast learn --driver footswitch-hid --controls left,right"
    })
final class LearnCommand implements Callable<Integer> {
  private final Console console;
  private final HidDoor hid;
  private final BufferedReader answers;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--device",
      paramLabel = "D",
      description = "Vendor and product, or node; needed where there are several.")
  private String device = "";

  @Option(
      names = "--driver",
      paramLabel = "ID",
      description = "Which driver learns it; asked for where several could.")
  private String driver = "";

  @Option(
      names = "--controls",
      split = ",",
      paramLabel = "LIST",
      description = "Names of the pedals, or the axes x y z rx ry rz; asked for where left out.")
  private List<String> controls = List.of();

  @Option(names = "--name", paramLabel = "N", description = "Name of the device; pedals.")
  private String name = "pedals";

  @Option(names = "--write", paramLabel = "FILE", description = "Write there; it must not exist.")
  private @Nullable Path file;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      converter = Seconds.class,
      description = "How long to wait for each control; 60.")
  private long seconds = 60;

  /**
   * @param answers what the person types
   */
  LearnCommand(Console console, HidDoor hid, BufferedReader answers) {
    this.console = console;
    this.hid = hid;
    this.answers = answers;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    refuseWhatCannotWork();
    hid.awaitWhole(choose().getFirst().board().getFirst());
    Pupil pupil = decided(choose());
    String yaml;
    try (BoardReader reports = BoardReader.open(hid, pupil.board());
        AtExit _ = AtExit.run(reports::close)) {
      say("Learning " + Boards.name(pupil.board()) + ".");
      yaml = learn(pupil, reports);
    }
    if (yaml.isEmpty()) {
      say("No control was named; nothing is written.");
    } else if (file == null) {
      console.print(yaml.stripTrailing());
    } else {
      Files.writeString(file, yaml, StandardOpenOption.CREATE_NEW);
      say(file + " is written; put it below the devices of your configuration.");
    }
    return ExitCode.OK;
  }

  private void refuseWhatCannotWork() {
    if (file != null && Files.exists(file)) {
      throw badUsage(file + " exists; give another name, or remove it first");
    }
    Set<String> seen = new LinkedHashSet<>();
    for (String control : controls) {
      if (control.isBlank() || !seen.add(control)) {
        throw badUsage("--controls has an empty name or one twice; give each pedal its own");
      }
    }
  }

  /** The one device that was meant, with the ways to learn it that come into question. */
  private List<Pupil> choose() throws IOException {
    Boards boards = Boards.list(hid, Drivers.load().all());
    if (!driver.isEmpty() && !boards.drivers().containsKey(driver)) {
      throw badUsage(
          "--driver "
              + driver
              + " is no driver that learns; give one of "
              + String.join(", ", boards.drivers().keySet()));
    }
    List<Pupil> ways = new ArrayList<>();
    for (List<HidDevice> board : boards.all()) {
      if (isMeant(board)) {
        ways.addAll(ways(boards, board));
      }
    }
    List<List<Pupil>> meant = Choice.of(ways, controls);
    if (meant.isEmpty()) {
      throw new IOException(
          device.isEmpty()
              ? "no device that can be learned is plugged in; see navicast devices"
              : device
                  + " is no device that can be learned, or is not there; see navicast devices");
    }
    if (meant.size() > 1) {
      throw badUsage(
          "several devices can be learned; choose one by --device: "
              + meant.stream()
                  .map(it -> it.getFirst().board())
                  .map(it -> it.getFirst().path() + " (" + Boards.name(it) + ")")
                  .collect(Collectors.joining("; ")));
    }
    return meant.getFirst();
  }

  /** The way that the person wants, asked for where that is not clear. */
  private Pupil decided(List<Pupil> ways) throws IOException {
    if (ways.size() == 1) {
      return ways.getFirst();
    }
    String drivers = ways.stream().map(Pupil::driver).collect(Collectors.joining(", "));
    if (controls.isEmpty()) {
      say(
          Boards.name(ways.getFirst().board())
              + " can be several things. Which driver, "
              + drivers
              + "?");
      String answer = answers.readLine();
      for (Pupil way : ways) {
        if (way.driver().equals(answer == null ? "" : answer.strip())) {
          return way;
        }
      }
    }
    throw badUsage("the device can be several things; give one by --driver: " + drivers);
  }

  private boolean isMeant(List<HidDevice> board) {
    return device.isEmpty()
        || board.stream()
            .anyMatch(it -> it.path().equals(device) || it.ids().equalsIgnoreCase(device));
  }

  private List<Pupil> ways(Boards boards, List<HidDevice> board) {
    List<Pupil> ways = new ArrayList<>();
    boards
        .drivers()
        .forEach(
            (id, candidate) -> {
              if (driver.isEmpty() || driver.equals(id)) {
                candidate
                    .lesson(board)
                    .map(it -> new Pupil(board, id, candidate.claim(board).isPresent(), it))
                    .ifPresent(ways::add);
              }
            });
    return ways;
  }

  /** The configuration; empty where no control was named. */
  private String learn(Pupil pupil, BoardReader reports) throws IOException, InterruptedException {
    Learner learner = new Learner(pupil.lesson(), reports, this::say, seconds);
    Set<String> learned = new LinkedHashSet<>();
    for (String next = next(learned); !next.isEmpty(); next = next(learned)) {
      if (learned.contains(next)) {
        say(next + " is learned already; give another name.");
      } else {
        learn(next, learner, learned);
      }
    }
    return learned.isEmpty() ? "" : Snippet.yaml(name, pupil.driver(), settings(pupil, learner));
  }

  private void learn(String control, Learner learner, Set<String> learned)
      throws IOException, InterruptedException {
    try {
      learner.learn(control);
      learned.add(control);
    } catch (IllegalArgumentException e) {
      if (!controls.isEmpty()) {
        throw badUsage("--controls has " + control + "; " + e.getMessage());
      }
      say(control + " cannot be learned; " + e.getMessage() + ".");
    }
  }

  /** The name of the next control; empty where there is no other. */
  private String next(Set<String> learned) throws IOException {
    if (!controls.isEmpty()) {
      return learned.size() < controls.size() ? controls.get(learned.size()) : "";
    }
    say("Name of the next control, or nothing to end:");
    String answer = answers.readLine();
    return answer == null ? "" : answer.strip();
  }

  /** What was learned, and the serial number where another device has the same ids. */
  private Map<String, Object> settings(Pupil pupil, Learner learner) throws IOException {
    HidDevice learned = pupil.board().getFirst();
    Map<String, Object> settings = new LinkedHashMap<>(learner.settings());
    boolean hasTwin =
        hid.list().stream()
            .anyMatch(it -> it.ids().equals(learned.ids()) && !it.unit().equals(learned.unit()));
    if (hasTwin && !learned.serial().isEmpty()) {
      settings.put("serial", learned.serial());
    }
    return settings;
  }

  private void say(String line) {
    console.err().println(line);
  }

  private ParameterException badUsage(String message) {
    if (spec == null) {
      throw new IllegalStateException(message);
    }
    return new ParameterException(spec.commandLine(), message);
  }
}
