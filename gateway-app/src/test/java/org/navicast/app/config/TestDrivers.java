package org.navicast.app.config;

import java.util.List;
import org.navicast.gateway.driver.DeviceDriver;
import org.navicast.gateway.driver.Door;
import org.navicast.gateway.driver.DriverContext;
import org.navicast.gateway.driver.DriverProvider;
import org.navicast.gateway.driver.InputSink;
import org.navicast.gateway.driver.Key;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.Shape;
import org.navicast.gateway.input.DeviceKind;
import org.navicast.gateway.runtime.Drivers;

/** Drivers that read settings as the real ones do and touch nothing. */
final class TestDrivers {
  private static final Key<String> PORT = Key.text("port", "A port.");
  private static final Key<String> HOST = Key.text("host", "A host.");
  private static final Key<Integer> TCP_PORT =
      Key.integer("port", 1, 65_535, "A port of TCP.").orElse(18_944);
  private static final Key<List<Settings>> PEDALS =
      Key.sections(
          "pedals",
          Shape.of(
              Key.text("control", "Its name."),
              Key.text("pressed", "Down."),
              Key.text("released", "Up.")),
          "Pedals.");

  private TestDrivers() {}

  static Drivers catalog() {
    return Drivers.of(
        List.of(
            new Reading("footswitch-serial", DeviceKind.FOOTSWITCH),
            new Reading("6dof-magellan", DeviceKind.SIX_DOF),
            new Reading("tracker-igtlink", DeviceKind.TRACKER)));
  }

  record Reading(String id, DeviceKind kind) implements DriverProvider {
    @Override
    public Door door() {
      return kind == DeviceKind.TRACKER ? Door.NETWORK : Door.SERIAL_PORT;
    }

    @Override
    public String description() {
      return "a driver for tests";
    }

    @Override
    public Shape shape() {
      return switch (kind) {
        case FOOTSWITCH -> Shape.of(PORT, PEDALS);
        case SIX_DOF -> Shape.of(PORT);
        case TRACKER -> Shape.of(HOST, TCP_PORT);
      };
    }

    @Override
    public DeviceDriver create(Settings settings, DriverContext context) {
      return new Idle();
    }
  }

  record Idle() implements DeviceDriver {
    @Override
    public void run(InputSink sink) {}

    @Override
    public void close() {}
  }
}
