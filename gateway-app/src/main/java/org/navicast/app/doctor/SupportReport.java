package org.navicast.app.doctor;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.navicast.cast.secure.FileTrouble;
import org.navicast.cast.secure.SecretFiles;

/**
 * The findings as one text that can be given to others. It has no secret, since no finding has one,
 * and the topic, which may name a person, is left out wherever it stands.
 */
public final class SupportReport {
  private static final String LEFT_OUT = "[topic]";

  private final List<String> lines = new ArrayList<>();

  /** Begins one at that time. */
  public SupportReport(Instant now) {
    lines.add("navicast doctor, " + now);
  }

  /** Adds a finding. */
  public void add(Finding finding) {
    add(finding.line());
  }

  /** Adds a line. */
  public void add(String line) {
    lines.add(line);
  }

  /**
   * Writes it, for its owner to read.
   *
   * @param topic is left out; empty where it is not known
   */
  public void write(Path file, String topic) throws FileTrouble {
    SecretFiles.replace(
        file,
        lines.stream()
            .map(line -> topic.isEmpty() ? line : leftOut(topic).matcher(line).replaceAll(LEFT_OUT))
            .toList());
  }

  /** The topic as a word of its own, since a short one may be a part of any. */
  private static Pattern leftOut(String topic) {
    return Pattern.compile("(?<![\\p{Alnum}])" + Pattern.quote(topic) + "(?![\\p{Alnum}])");
  }
}
