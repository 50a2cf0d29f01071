package org.navicast.app.config;

import java.util.List;
import org.navicast.gateway.driver.DeviceDriver;
import org.navicast.gateway.driver.Door;
import org.navicast.gateway.driver.DriverContext;
import org.navicast.gateway.driver.DriverProvider;
import org.navicast.gateway.driver.InputSink;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;
import org.navicast.gateway.input.DeviceKind;
import org.navicast.gateway.runtime.Drivers;

/** Drivers that read settings as the real ones do and touch nothing. */
final class TestDrivers {
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
    public DeviceDriver create(Settings settings, DriverContext context) throws SettingsException {
      switch (kind) {
        case FOOTSWITCH -> {
          settings.text("port");
          for (Settings pedal : settings.sections("pedals")) {
            pedal.text("control");
            pedal.text("pressed");
            pedal.text("released");
            pedal.rejectUnknown();
          }
        }
        case SIX_DOF -> settings.text("port");
        case TRACKER -> {
          settings.text("host");
          settings.integer("port", 18_944, 1, 65_535);
        }
      }
      settings.rejectUnknown();
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
