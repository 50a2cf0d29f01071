package org.navicast.gateway.runtime;

import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.navicast.gateway.driver.DeviceDriver;
import org.navicast.gateway.driver.Door;
import org.navicast.gateway.driver.DriverContext;
import org.navicast.gateway.driver.DriverProvider;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;
import org.navicast.gateway.driver.Shape;
import org.navicast.gateway.input.DeviceKind;

/** Makes drivers that a test holds in its hands. */
class FakeProvider implements DriverProvider {
  /** Each driver as it is made. */
  final Recorder<FakeDriver> drivers = new Recorder<>();

  /** Makes drivers that do not end when they are closed. */
  volatile boolean driversIgnoreClose;

  /** Thrown instead of making the next driver. */
  volatile @Nullable SettingsException refusal;

  @Override
  public String id() {
    return "fake";
  }

  @Override
  public DeviceKind kind() {
    return DeviceKind.FOOTSWITCH;
  }

  @Override
  public Door door() {
    return Door.NETWORK;
  }

  @Override
  public String description() {
    return "A device in the hands of a test";
  }

  @Override
  public Shape shape() {
    return Shape.of();
  }

  @Override
  public DeviceDriver create(Settings settings, DriverContext context) throws SettingsException {
    SettingsException refused = refusal;
    refusal = null;
    if (refused != null) {
      throw refused;
    }
    FakeDriver driver = new FakeDriver(context, driversIgnoreClose);
    drivers.accept(driver);
    return driver;
  }

  GatewayDevice device(String name, LongSupplier nanoTime) {
    DriverContext context =
        new DriverContext(
            name,
            nanoTime,
            () -> {
              throw new AssertionError("a fake connects to nothing");
            });
    return new GatewayDevice(this, new Settings("devices[0]", Map.of(), Shape.of()), context);
  }
}
