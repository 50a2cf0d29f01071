package org.navicast.system;

import java.nio.file.Files;
import java.nio.file.Path;
import org.navicast.gateway.driver.DeviceDriver;
import org.navicast.gateway.driver.Door;
import org.navicast.gateway.driver.DriverContext;
import org.navicast.gateway.driver.DriverProvider;
import org.navicast.gateway.driver.InputSink;
import org.navicast.gateway.driver.Key;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;
import org.navicast.gateway.driver.Shape;
import org.navicast.gateway.input.Button;
import org.navicast.gateway.input.DeviceKind;
import org.navicast.gateway.input.DeviceStatus;

/** Driver {@code test-failing}: holds its one pedal until a file appears, and then has a defect. */
public final class FailingDriverProvider implements DriverProvider {
  private static final Key<String> FOLDER = Key.text("folder", "Where its files appear.");

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
  public Shape shape() {
    return Shape.of(FOLDER);
  }

  @Override
  public DeviceDriver create(Settings settings, DriverContext context) throws SettingsException {
    Path folder = Path.of(settings.get(FOLDER));
    return new Failing(folder, context);
  }

  /** Presses its control when the file {@code press} is there, and fails when {@code fail} is. */
  private record Failing(Path folder, DriverContext context) implements DeviceDriver {
    @Override
    public void run(InputSink sink) throws InterruptedException {
      if (!isThere("fail")) {
        sink.accept(DeviceStatus.connected(context.device(), now(), "", ""));
        await("press");
        sink.accept(new Button(context.device(), now(), "only", true));
      }
      await("fail");
      throw new IllegalStateException("a defect");
    }

    private void await(String file) throws InterruptedException {
      while (!isThere(file)) {
        Thread.sleep(10);
      }
    }

    private boolean isThere(String file) {
      return Files.exists(folder.resolve(file));
    }

    private long now() {
      return context.nanoTime().getAsLong();
    }

    @Override
    public void close() {
      // its thread is interrupted
    }
  }
}
