package org.navicast.app.session;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a session file, within bounds. */
public final class SessionFile {
  /** As much as is written at the most. */
  public static final long MAX_BYTES = 64L << 20;

  private static final int MAX_DEVICES = 32;
  private static final long LAST_MICROS = 1_000_000;

  private final String file;
  private final List<Map<String, Object>> devices = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final List<Entry> entries = new ArrayList<>();
  private long lastMicros;
  private long endMicros = -1;
  private int line;

  private SessionFile(String file) {
    this.file = file;
  }

  /**
   * Reads it.
   *
   * @throws SessionException when it is none
   */
  public static Session read(Path path) throws IOException {
    String file = path.toString();
    try (BufferedReader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
      if (Files.size(path) > MAX_BYTES) {
        throw new SessionException(file, 1, "it is larger than 64 MiB; record a shorter session");
      }
      return new SessionFile(file).read(reader);
    } catch (NoSuchFileException e) {
      throw new IOException(file + " does not exist; check its name and folder", e);
    } catch (CharacterCodingException e) {
      throw new SessionException(file, 1, "it is not UTF-8 text, so it is no session");
    }
  }

  private Session read(BufferedReader reader) throws IOException {
    boolean isFirst = true;
    for (String text = next(reader); text != null; text = next(reader)) {
      line++;
      if (isFirst && !text.equals(Lines.HEAD)) {
        throw wrong("it does not begin with \"" + Lines.HEAD + "\"");
      }
      try {
        take(isFirst ? "" : text.strip());
      } catch (IllegalArgumentException e) {
        throw wrong(String.valueOf(e.getMessage()));
      }
      isFirst = false;
    }
    if (isFirst) {
      throw wrong("it is empty");
    }
    return new Session(devices, entries, endMicros < 0 ? lastMicros + LAST_MICROS : endMicros);
  }

  private @Nullable String next(BufferedReader reader) throws IOException {
    StringBuilder text = new StringBuilder();
    int c = reader.read();
    if (c < 0) {
      return null;
    }
    while (c >= 0 && c != '\n') {
      if (text.length() == Lines.MAX_LENGTH) {
        line++;
        throw wrong("it is longer than 64 KiB");
      }
      text.append((char) c);
      c = reader.read();
    }
    return text.toString().stripTrailing();
  }

  private void take(String text) {
    if (text.isEmpty() || text.startsWith("#")) {
      return;
    }
    if (endMicros >= 0) {
      throw new IllegalArgumentException("the session has ended before");
    }
    if (text.startsWith(Lines.DEVICE + " ")) {
      device(Lines.section(text.substring(Lines.DEVICE.length() + 1)));
    } else if (text.startsWith(Lines.END + " ")) {
      endMicros = inOrder(Lines.micros(text.substring(Lines.END.length() + 1)));
    } else {
      Entry entry = Lines.entry(text);
      inOrder(entry.micros());
      if (!names.contains(entry.device())) {
        throw new IllegalArgumentException(
            "no device is called " + entry.device() + "; give its line before");
      }
      entries.add(entry);
    }
  }

  private void device(Map<String, Object> section) {
    String name = String.valueOf(section.get("name"));
    if (!names.add(name)) {
      throw new IllegalArgumentException("there are two devices " + name);
    }
    if (names.size() > MAX_DEVICES) {
      throw new IllegalArgumentException("there are more than " + MAX_DEVICES + " devices");
    }
    devices.add(section);
  }

  private long inOrder(long micros) {
    if (micros < lastMicros) {
      throw new IllegalArgumentException("its time is before that of the line above");
    }
    lastMicros = micros;
    return micros;
  }

  private SessionException wrong(String message) {
    return new SessionException(file, line, message);
  }
}
