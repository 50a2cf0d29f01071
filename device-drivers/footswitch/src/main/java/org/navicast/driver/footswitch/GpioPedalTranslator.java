package org.navicast.driver.footswitch;

import java.util.ArrayList;
import java.util.List;
import org.navicast.gateway.driver.InputSink;
import org.navicast.gateway.input.DeviceStatus;

/**
 * Levels of GPIO lines as pedals going down and up, and as a device whose contacts agree or
 * contradict each other.
 *
 * <p>It is connected once all contacts have been read and make sense, and faulted while those of
 * any pedal do not.
 */
final class GpioPedalTranslator {
  private static final int NONE = -1;

  /** A contact, by the line that it is on. */
  private record Wire(PedalContacts pedal, int contact) {}

  private final String device;
  private final GpioPedalConfig config;
  private final List<PedalContacts> contacts = new ArrayList<>();
  private final List<Wire> wires = new ArrayList<>();
  private PedalTranslator pedals;
  private boolean isConnected;
  private String fault = "";

  GpioPedalTranslator(String device, GpioPedalConfig config) {
    this.device = device;
    this.config = config;
    this.pedals = PedalTranslator.ofUnknown(device, config.controls());
    for (GpioPedalConfig.Pedal pedal : config.pedals()) {
      PedalContacts its = pedal.wiring().contacts();
      contacts.add(its);
      for (int contact = 0; contact < pedal.wiring().lines().size(); contact++) {
        wires.add(new Wire(its, contact));
      }
    }
  }

  /**
   * Takes what a line is.
   *
   * @param line its place among the lines of the configuration
   * @param isEdge true where it became so then; a press that is only found by a look at the lines
   *     may be old, and is none
   */
  void level(int line, boolean high, long nanos, boolean isEdge, InputSink sink) {
    for (PedalContacts each : contacts) {
      each.settle(nanos);
    }
    Wire wire = wires.get(line);
    boolean isClosed = high == (config.closed() == GpioPedalConfig.Level.HIGH);
    wire.pedal().read(wire.contact(), isClosed, nanos);
    tellStatus(nanos, sink);
    if (isConnected) {
      tellPedals(isEdge ? contacts.indexOf(wire.pedal()) : NONE, nanos, sink);
    }
  }

  /** Until when it wants to hear of the lines again, changed or not. */
  long dueNanos() {
    long due = PedalContacts.NEVER;
    for (PedalContacts each : contacts) {
      due = Math.min(due, each.dueNanos());
    }
    return due;
  }

  private void tellStatus(long nanos, InputSink sink) {
    String now = fault();
    if (!now.isEmpty() && !now.equals(fault)) {
      isConnected = false;
      sink.accept(new DeviceStatus(device, nanos, DeviceStatus.State.FAULTED, now, "", ""));
    } else if (now.isEmpty() && !isConnected && isKnown()) {
      isConnected = true;
      // Who stood on a pedal meanwhile has to come up before it can be pressed.
      pedals = PedalTranslator.ofUnknown(device, config.controls());
      sink.accept(DeviceStatus.connected(device, nanos, "", ""));
    }
    fault = now;
  }

  /**
   * @param moved the pedal on whose line there was an edge; NONE where the lines were looked at
   */
  private void tellPedals(int moved, long nanos, InputSink sink) {
    for (int i = 0; i < contacts.size(); i++) {
      boolean isDown = contacts.get(i).state() == PedalContacts.State.DOWN;
      if (i == moved) {
        pedals.move(i, isDown, nanos, sink);
      } else if (moved == NONE) {
        pedals.find(i, isDown, nanos, sink);
      } else {
        pedals.set(i, isDown, nanos, sink);
      }
    }
  }

  private boolean isKnown() {
    return contacts.stream().noneMatch(each -> each.state() == PedalContacts.State.UNKNOWN);
  }

  /** What is wrong, for a person; empty where nothing is. */
  private String fault() {
    List<String> faults = new ArrayList<>();
    for (int i = 0; i < contacts.size(); i++) {
      String control = config.pedals().get(i).control();
      switch (contacts.get(i).state()) {
        case BOTH_OPEN -> faults.add("neither contact of the pedal " + control + " is closed");
        case BOTH_CLOSED -> faults.add("both contacts of the pedal " + control + " are closed");
        case UNKNOWN, UP, DOWN -> {
          // nothing is wrong with it
        }
      }
    }
    return faults.isEmpty() ? "" : String.join(", ", faults) + "; look at its cable and plug";
  }
}
