package org.navicast.app.session;

import java.util.List;
import java.util.Map;

/**
 * What devices said, read from a file.
 *
 * @param devices the sections of their configuration, without where they are, in the file's order
 * @param entries in the order of their times
 * @param endMicros when it ended
 */
public record Session(List<Map<String, Object>> devices, List<Entry> entries, long endMicros) {
  public Session {
    devices = List.copyOf(devices);
    entries = List.copyOf(entries);
  }

  @Override
  public String toString() {
    return "Session[" + devices.size() + " devices, " + entries.size() + " entries]";
  }
}
