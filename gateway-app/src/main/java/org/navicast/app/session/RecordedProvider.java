package org.navicast.app.session;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.navicast.driver.hid.HidUsage;
import org.navicast.driver.io.DeviceLine;
import org.navicast.driver.io.Doors;
import org.navicast.driver.io.HidDevice;
import org.navicast.driver.io.HidDoor;
import org.navicast.driver.io.HidHold;
import org.navicast.driver.io.KernelAxis;
import org.navicast.gateway.driver.DeviceDriver;
import org.navicast.gateway.driver.Discretion;
import org.navicast.gateway.driver.Door;
import org.navicast.gateway.driver.DriverContext;
import org.navicast.gateway.driver.DriverProvider;
import org.navicast.gateway.driver.InputSink;
import org.navicast.gateway.driver.Network;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;
import org.navicast.gateway.driver.Shape;
import org.navicast.gateway.input.DeviceKind;
import org.navicast.gateway.input.DeviceStatus;

/** Drivers of one kind, of whose devices is taken down what they say. */
final class RecordedProvider implements DriverProvider {
  private final DriverProvider driver;
  private final Notebook notes;

  RecordedProvider(DriverProvider driver, Notebook notes) {
    this.driver = driver;
    this.notes = notes;
  }

  @Override
  public String id() {
    return driver.id();
  }

  @Override
  public DeviceKind kind() {
    return driver.kind();
  }

  @Override
  public Door door() {
    return driver.door();
  }

  @Override
  public String description() {
    return driver.description();
  }

  @Override
  public Shape shape() {
    return driver.shape();
  }

  @Override
  public Optional<InetSocketAddress> server(Settings settings) throws SettingsException {
    return driver.server(settings);
  }

  @Override
  public Discretion discretion() {
    return driver.discretion();
  }

  @Override
  public DeviceDriver create(Settings settings, DriverContext context) throws SettingsException {
    Ear ear = new Ear(context.device());
    DriverContext heard = notes.isForServers() ? ear.hearing(context) : context;
    DeviceDriver made =
        ScopedValue.where(Doors.USED, ear).call(() -> driver.create(settings, heard));
    return new DeviceDriver() {
      @Override
      public void run(InputSink sink) throws IOException, InterruptedException {
        notes.accept(micros -> new Entry.Opening(micros, context.device()));
        try {
          Running running = new Running(made, ear.noting(sink));
          ScopedValue.where(Doors.USED, ear).call(running);
        } finally {
          notes.accept(micros -> new Entry.Gone(micros, context.device()));
        }
      }

      @Override
      public void close() {
        made.close();
      }
    };
  }

  /** A driver at work, which may fail in two ways; a scope passes on one. */
  private record Running(DeviceDriver driver, InputSink sink)
      implements ScopedValue.CallableOp<Boolean, IOException> {
    @Override
    public Boolean call() throws IOException {
      try {
        driver.run(sink);
        return true;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }

  /** Hears one device. */
  private final class Ear implements Doors {
    private final String device;
    private volatile boolean isConnected;
    private volatile boolean isHeard;

    Ear(String device) {
      this.device = device;
    }

    InputSink noting(InputSink sink) {
      isConnected = false;
      return event -> {
        if (event instanceof DeviceStatus && !isConnected) {
          isConnected = true;
          notes.accept(micros -> new Entry.Ready(micros, device));
          if (!isHeard) {
            notes.deaf(device);
          }
        }
        notes.decoded(event);
        sink.accept(event);
      };
    }

    DriverContext hearing(DriverContext context) {
      Network real = context.network();
      return new DriverContext(
          device,
          context.nanoTime(),
          (server, handler) -> {
            isHeard = true;
            return real.connect(server, new HeardServer(device, notes, discretion(), handler));
          },
          context.joined(),
          context.doubtNanos(),
          context.readLoop());
    }

    @Override
    public Serial serial(Serial system) {
      return (path, settings) -> heard(system.open(path, settings));
    }

    @Override
    public HidDoor hid(HidDoor system) {
      return new HeardDoor(system);
    }

    private DeviceLine heard(DeviceLine line) {
      isHeard = true;
      return new HeardLine(line);
    }

    private final class HeardLine implements DeviceLine {
      private final DeviceLine line;

      HeardLine(DeviceLine line) {
        this.line = line;
      }

      @Override
      public int read(byte[] buffer, int waitMillis) throws IOException {
        int count = line.read(buffer, waitMillis);
        if (count > 0) {
          boolean isBefore = !isConnected;
          notes.accept(
              micros -> new Entry.Said(micros, device, isBefore, Arrays.copyOf(buffer, count)));
        }
        return count;
      }

      @Override
      public void write(byte[] bytes) throws IOException {
        line.write(bytes);
      }

      @Override
      public void lend(Borrower borrower) throws IOException, InterruptedException {
        line.lend(borrower);
      }

      @Override
      public void close() {
        line.close();
      }
    }

    private final class HeardDoor implements HidDoor {
      private final HidDoor door;
      private List<HidDevice> listed = List.of();

      HeardDoor(HidDoor door) {
        this.door = door;
      }

      @Override
      public List<HidDevice> list() throws IOException {
        listed = door.list();
        return listed;
      }

      @Override
      public void awaitWhole(HidDevice found) throws InterruptedException {
        door.awaitWhole(found);
      }

      @Override
      public Map<HidUsage, KernelAxis> axes(HidDevice found, Set<HidUsage> usages) {
        Map<HidUsage, KernelAxis> axes = door.axes(found, usages);
        if (!axes.isEmpty()) {
          notes.accept(micros -> new Entry.Axes(micros, device, axes));
        }
        return axes;
      }

      @Override
      public DeviceLine open(HidDevice found) throws IOException {
        listed.stream()
            .filter(each -> each.unit().equals(found.unit()))
            .forEach(each -> notes.accept(micros -> new Entry.Board(micros, device, each)));
        return heard(door.open(found));
      }

      @Override
      public HidHold hold(HidDevice found) throws IOException {
        return door.hold(found);
      }
    }
  }
}
