package org.navicast.app.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.navicast.app.config.ConfigException;
import org.navicast.app.config.ConfigReader;
import org.navicast.gateway.runtime.Drivers;

/**
 * Cuts the power at every step of an import, and then in the import that was to complete it. In
 * between a whole configuration is in use or none ever was, no secret is lost, and in the end all
 * is as if there had been no cut.
 */
final class PowerCutTest {
  private static final String YAML =
      """
      gateway: or-3
      hub:
        url: http://127.0.0.1:2018/api/hub
        topic: OR-3
        auth: client-credentials
        issuer: http://127.0.0.1:8080/realms/clinic
        client-id: or-3
        secret-file: keys/or-3.secret
        proxy: { url: "http://127.0.0.1:3128", user: or-3, password-file: proxy.secret }
      devices:
        - { name: cap, driver: 6dof-magellan, port: /dev/ttyUSB0 }
      """;

  private static final String CHANGED = YAML.replace("topic: OR-3", "topic: OR-4");
  private static final List<CutDisk.Cut> CUTS = List.of(CutDisk.Cut.values());
  private static final ConfigReader READER = new ConfigReader(Drivers.load());

  /**
   * What a person did to the card since the last import.
   *
   * @param put files and what they hold
   */
  private record Change(String name, Map<String, String> put) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final Change FIRST =
      new Change(
          "first card",
          Map.of("navicast.yaml", YAML, "keys/or-3.secret", "SECRET1", "proxy.secret", "SECRET2"));

  static List<Change> changes() {
    return List.of(
        FIRST,
        new Change("other configuration", Map.of("navicast.yaml", CHANGED)),
        new Change("other secret", Map.of("proxy.secret", "SECRET3")));
  }

  @TempDir Path home;

  /** A card and the board that it is for. */
  private record Pair(Path card, Path board) {
    Outcome run(Disk disk) throws IOException {
      return new CardImport(READER, card, board, disk).run();
    }

    void put(Change change) throws IOException {
      for (Map.Entry<String, String> file : change.put.entrySet()) {
        Path path = card.resolve(file.getKey());
        Files.createDirectories(path.resolveSibling("."));
        Files.writeString(path, file.getValue());
      }
    }

    long generations() throws IOException {
      try (Stream<Path> all = Files.list(board.resolve("generations"))) {
        return all.count();
      }
    }

    Map<String, String> inUse() throws IOException {
      Path current = board.resolve("current");
      return Files.isDirectory(current) ? files(current.toRealPath()) : Map.of();
    }
  }

  private static Map<String, String> files(Path folder) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(file).toString(), Files.readString(file));
      }
    }
    return files;
  }

  private int pairs;

  private Pair pair(Change change) throws IOException {
    Path folder = Files.createDirectory(home.resolve(Integer.toString(++pairs)));
    Pair pair = new Pair(Files.createDirectory(folder.resolve("card")), folder.resolve("board"));
    if (!change.equals(FIRST)) {
      pair.put(FIRST);
      pair.run(CutDisk.whole());
    }
    pair.put(change);
    return pair;
  }

  @ParameterizedTest
  @MethodSource("changes")
  void whereverThePowerIsCutTheNextImportCompletesIt(Change change) throws Exception {
    Pair uncut = pair(change);
    Map<String, String> before = uncut.inUse();
    CutDisk counting = CutDisk.whole();
    uncut.run(counting);
    Map<String, String> after = uncut.inUse();
    Map<String, String> card = files(uncut.card());
    assertTrue(counting.steps() > 5, "there are steps to cut at: " + counting.steps());
    assertFalse(String.join("", card.values()).contains("SECRET"), "on the card: " + card);

    for (int first = 1; first <= counting.steps(); first++) {
      for (int way = 0; way < CUTS.size(); way++) {
        Pair pair = pair(change);
        String when = cut(pair, first, CUTS.get(way));
        look(pair, change, before, after, when);
        if (way == first % CUTS.size()) {
          // Elsewhere, and in another way, in the import that was to complete it.
          int second = 1 + first * 7 % counting.steps();
          when += ", then " + cut(pair, second, CUTS.get(second % CUTS.size()));
          look(pair, change, before, after, when);
        }

        assertInstanceOf(Outcome.InUse.class, pair.run(CutDisk.whole()), when);

        assertEquals(after, pair.inUse(), when);
        assertEquals(card, files(pair.card()), when);
        assertEquals(1, pair.generations(), when);
      }
    }
  }

  private static String cut(Pair pair, int step, CutDisk.Cut cut) throws IOException {
    CutDisk disk = new CutDisk(step, cut);
    try {
      pair.run(disk);
      assertTrue(disk.steps() < step, "an import hides that a disk failed");
    } catch (CutDisk.PowerCutException _) {
      assertThrows(CutDisk.PowerCutException.class, () -> disk.sync(pair.card()));
    }
    return "cut at step " + step + ", " + cut;
  }

  /** What holds whenever the power is off. */
  private static void look(
      Pair pair, Change change, Map<String, String> before, Map<String, String> after, String when)
      throws IOException, ConfigException {
    Map<String, String> inUse = pair.inUse();
    assertTrue(inUse.equals(before) || inUse.equals(after), when + ": in use is " + inUse);
    if (!inUse.isEmpty()) {
      READER.read(pair.board().resolve("current").resolve("navicast.yaml"));
    }
    Set<String> kept = new HashSet<>(inUse.values());
    kept.addAll(files(pair.card()).values());
    for (String secret : change.put.values()) {
      assertTrue(kept.contains(secret), when + ": lost " + secret);
    }
  }
}
