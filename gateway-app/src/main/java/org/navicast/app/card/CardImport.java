package org.navicast.app.card;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.navicast.app.config.ConfigException;
import org.navicast.app.config.ConfigReader;
import org.navicast.app.config.FileReference;
import org.navicast.app.config.GatewayConfig;
import org.navicast.app.config.Position;
import org.navicast.app.config.Problem;
import org.navicast.gateway.driver.SettingsException;

/**
 * Brings the configuration of a card onto the board, once for each change of it.
 *
 * <ol>
 *   <li>What the configuration names is read with it: from the card, or, where the card does not
 *       have it any more, from the generation in use.
 *   <li>A new generation is made of it and checked as {@code navicast check} does.
 *   <li>It is put in use. Only then its secrets are wiped from the card.
 *   <li>A report is left on the card.
 * </ol>
 *
 * <p>Wherever the power is cut, a whole generation is in use, or none if there never was one; no
 * secret is lost; and the next import completes what is left to do.
 */
public final class CardImport {
  /** More than any configuration names. */
  private static final int MAX_FILES = 64;

  private final ConfigReader reader;
  private final Card card;
  private final Generations generations;

  /**
   * @param from folder of the card
   * @param to folder of the generations, on a disk that keeps owners and links
   */
  public CardImport(ConfigReader reader, Path from, Path to) {
    this(reader, from, to, new SyncedDisk());
  }

  CardImport(ConfigReader reader, Path from, Path to, Disk disk) {
    this.reader = reader;
    this.card = new Card(from, disk);
    this.generations = new Generations(to, disk);
  }

  /**
   * The files of a generation.
   *
   * @param config the configuration among them
   * @param secrets those of them that may not stay on the card
   */
  private record Gathered(Path config, Map<Path, byte[]> files, Set<Path> secrets) {}

  /**
   * Does all of it.
   *
   * @throws IOException where a disk cannot be read or written; what is in use is whole even then
   */
  public Outcome run() throws IOException {
    generations.tidy();
    Outcome outcome = bring();
    // Not before the card was read: until then nothing on it is touched.
    card.finishWiping();
    card.report(outcome.report());
    return outcome;
  }

  private Outcome bring() throws IOException {
    boolean before = generations.current().isPresent();
    try {
      SortedMap<Path, byte[]> configs = configurations();
      if (configs.isEmpty()) {
        return new Outcome.Absent(before);
      }
      Map.Entry<Path, byte[]> config = onlyOneOf(configs);
      Gathered gathered = gather(config.getKey(), config.getValue());
      Optional<GatewayConfig> same = sameAsBefore(gathered);
      GatewayConfig inUse = same.isPresent() ? same.get() : replace(gathered);
      card.takeNames(gathered.secrets());
      return new Outcome.InUse(
          inUse, same.isEmpty(), gathered.secrets().stream().map(Path::toString).toList());
    } catch (ConfigException e) {
      return new Outcome.Refused(e, before);
    }
  }

  private SortedMap<Path, byte[]> configurations() throws ConfigException, IOException {
    SortedMap<Path, byte[]> configs = new TreeMap<>();
    for (String name : ConfigReader.NAMES) {
      Path path = Path.of(name);
      Problem tooLarge = new Problem(Position.START, "", "is larger than 2 MiB; give a small one");
      read(path, path, tooLarge).ifPresent(content -> configs.put(path, content));
    }
    return configs;
  }

  private static Map.Entry<Path, byte[]> onlyOneOf(SortedMap<Path, byte[]> configs)
      throws ConfigException {
    if (configs.size() > 1) {
      throw refused(
          configs.firstKey(),
          new Problem(
              Position.START,
              "",
              "is on the card beside " + configs.lastKey() + "; take one of them away"));
    }
    return configs.firstEntry();
  }

  private Gathered gather(Path config, byte[] content) throws ConfigException, IOException {
    List<FileReference> references = FileReference.all(config.toString(), content);
    if (references.size() > MAX_FILES) {
      throw refused(
          config,
          references.get(MAX_FILES).problem("is one file too many; " + MAX_FILES + " are allowed"));
    }
    Map<Path, byte[]> files = new TreeMap<>();
    Set<Path> secrets = new LinkedHashSet<>();
    files.put(config, content);
    for (FileReference reference : references) {
      if (reference.name().startsWith("/")) {
        continue; // the board's own
      }
      Path name = onCard(config, reference);
      Problem tooLarge = reference.problem("is larger than 2 MiB; give the file that was meant");
      Optional<byte[]> file = read(config, name, tooLarge);
      if (file.isEmpty()) {
        file = generations.read(name);
      }
      // A file that is nowhere is told by the check, as any other fault.
      if (file.isPresent()) {
        files.put(name, file.get());
        if (reference.secret()) {
          secrets.add(name);
        }
      }
    }
    return new Gathered(config, files, secrets);
  }

  private Optional<byte[]> read(Path config, Path name, Problem tooLarge)
      throws ConfigException, IOException {
    try {
      return card.read(name);
    } catch (FileTooLargeException e) {
      throw refused(config, tooLarge);
    }
  }

  private static Path onCard(Path config, FileReference reference) throws ConfigException {
    try {
      Path name = Path.of(reference.name()).normalize();
      if (!name.toString().isEmpty()
          && !name.startsWith("..")
          && !name.startsWith(BoardFiles.FOLDER)
          && !ConfigReader.NAMES.contains(name.toString())) {
        return name;
      }
    } catch (InvalidPathException _) {
      // told below, like every other text that is no such name
    }
    throw refused(
        config, reference.problem("is no file beside " + config + "; give the name of one"));
  }

  /** The configuration in use, where it is the same and still good. */
  private Optional<GatewayConfig> sameAsBefore(Gathered gathered)
      throws ConfigException, IOException {
    Optional<Path> now = generations.current();
    if (now.isEmpty() || !generations.holds(gathered.files())) {
      return Optional.empty();
    }
    GatewayConfig config = check(now.get(), gathered.config());
    Map<Path, byte[]> whole = new TreeMap<>(gathered.files());
    whole.putAll(boardFiles(gathered.config(), config));
    // Another version of the program may tell the system other things of the same configuration.
    return generations.consistsOf(whole) ? Optional.of(config) : Optional.empty();
  }

  private GatewayConfig replace(Gathered gathered) throws ConfigException, IOException {
    Path next = generations.begin();
    generations.add(next, gathered.files());
    GatewayConfig config;
    try {
      config = check(next, gathered.config());
      generations.add(next, boardFiles(gathered.config(), config));
    } catch (ConfigException e) {
      generations.discard(next);
      throw e;
    }
    generations.use(next);
    generations.tidy();
    return config;
  }

  /** What is wrong is told of the card's file, since that is the one a person can correct. */
  private GatewayConfig check(Path generation, Path name) throws ConfigException {
    try {
      return reader.read(generation.resolve(name));
    } catch (ConfigException e) {
      throw e.outsideOf(generation);
    }
  }

  private static Map<Path, byte[]> boardFiles(Path name, GatewayConfig config)
      throws ConfigException {
    try {
      return BoardFiles.of(config);
    } catch (SettingsException e) {
      throw refused(name, new Problem(Position.START, e.path(), String.valueOf(e.getMessage())));
    }
  }

  private static ConfigException refused(Path config, Problem problem) {
    return new ConfigException(config.toString(), List.of(problem));
  }
}
