package org.navicast.system;

import java.nio.file.Files;
import java.nio.file.Path;
import org.navicast.gateway.driver.DeviceDriver;
import org.navicast.gateway.driver.Door;
import org.navicast.gateway.driver.DriverContext;
import org.navicast.gateway.driver.DriverProvider;
import org.navicast.gateway.driver.InputSink;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;
import org.navicast.gateway.input.Button;
import org.navicast.gateway.input.DeviceKind;
import org.navicast.gateway.input.DeviceStatus;

/** Driver {@code test-failing}: holds its one pedal until a file appears, and then has a defect. */
public final class FailingDriverProvider implements DriverProvider {
  @Override
  public String id() {
    return "test-failing";
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
    return "A driver with a defect, for tests";
  }

  @Override
  public DeviceDriver create(Settings settings, DriverContext context) throws SettingsException {
    Path trigger = Path.of(settings.text("trigger"));
    settings.rejectUnknown();
    return new Failing(trigger, context);
  }

  private record Failing(Path trigger, DriverContext context) implements DeviceDriver {
    @Override
    public void run(InputSink sink) throws InterruptedException {
      long now = context.nanoTime().getAsLong();
      if (!Files.exists(trigger)) {
        sink.accept(DeviceStatus.connected(context.device(), now, "", ""));
        sink.accept(new Button(context.device(), now, "only", true));
      }
      while (!Files.exists(trigger)) {
        Thread.sleep(10);
      }
      throw new IllegalStateException("a defect");
    }

    @Override
    public void close() {
      // its thread is interrupted
    }
  }
}
