package org.navicast.driver.igtlink;

import java.util.HashSet;
import java.util.Set;
import org.navicast.gateway.driver.InputSink;
import org.navicast.gateway.input.Doubt;

/**
 * What a server says of its own health, and that of its devices, by STATUS: what is not well is
 * told until it is well again. What it says in its own words stays where it is, for it may say of
 * whom.
 */
final class ServerHealth {
  /** More devices than a server has; their names come from outside. */
  private static final int MAX_DEVICES = 16;

  /** By code, from 2. */
  private static final String[] WORDS = {
    "unknown error",
    "panic",
    "not found",
    "access denied",
    "busy",
    "timeout",
    "overflow",
    "checksum error",
    "configuration error",
    "not enough resources",
    "illegal instruction",
    "not ready",
    "manual mode",
    "device disabled",
    "device not present",
    "unknown version",
    "hardware failure",
    "shutting down"
  };

  private final String device;
  private final InputSink sink;
  private final Set<String> unwell = new HashSet<>();
  private long faults;

  ServerHealth(String device, InputSink sink) {
    this.device = device;
    this.sink = sink;
  }

  /** Keep-alives come as STATUS too, so that all is well is told only where something was not. */
  void hear(IgtlMessage.Status status, long nowNanos) {
    String about = status.envelope().deviceName();
    String topic = "status " + about;
    if (status.code() == IgtlMessage.Status.OK) {
      if (unwell.remove(about)) {
        sink.accept(Doubt.over(device, nowNanos, topic));
      }
      return;
    }
    faults++;
    if (unwell.size() < MAX_DEVICES || unwell.contains(about)) {
      unwell.add(about);
      sink.accept(
          Doubt.lasting(
              device,
              nowNanos,
              topic,
              "the server says of "
                  + (about.isEmpty() ? "itself" : about)
                  + ": "
                  + word(status.code())
                  + " (STATUS "
                  + status.code()
                  + "); look there why"));
    }
  }

  /** How many told of anything but good health. */
  long faults() {
    return faults;
  }

  private static String word(int code) {
    int at = code - 2;
    return at >= 0 && at < WORDS.length ? WORDS[at] : "no word of the protocol";
  }
}
