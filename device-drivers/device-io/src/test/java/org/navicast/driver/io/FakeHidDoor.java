package org.navicast.driver.io;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.navicast.driver.hid.DescriptorException;
import org.navicast.driver.hid.HidUsage;
import org.navicast.driver.hid.ReportDescriptor;

/** One HID device whose reports a test writes. */
public class FakeHidDoor implements HidDoor {
  private static final byte[] UNPLUGGED = new byte[0];
  private static final byte[] END = new byte[0];
  private static final byte[] SILENCE = new byte[0];
  private static final int PATIENCE_SECONDS = 10;

  private final BlockingQueue<byte[]> reports = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> written = new LinkedBlockingQueue<>();
  private final List<HidDevice> devices;
  private final Map<HidUsage, KernelAxis> axes = new HashMap<>();
  private volatile boolean held;

  /**
   * @param devices its interfaces, or several devices of which one will be opened
   */
  public FakeHidDoor(HidDevice... devices) {
    this.devices = List.of(devices);
  }

  /**
   * An interface at {@code /dev/hidraw0}.
   *
   * @param descriptor in hexadecimal; empty where it cannot be read
   * @param trouble why it may not be opened; empty where it may
   */
  public static HidDevice device(String ids, String name, String descriptor, String trouble) {
    int colon = ids.indexOf(':');
    return new HidDevice(
        "/dev/hidraw0",
        "unit",
        Integer.parseInt(ids.substring(0, colon), 16),
        Integer.parseInt(ids.substring(colon + 1), 16),
        name,
        "A17",
        OptionalInt.of(0),
        descriptor.isEmpty() ? Optional.empty() : Optional.of(parse(descriptor)),
        trouble);
  }

  /** The system knows this of an axis. */
  public void know(HidUsage usage, KernelAxis axis) {
    axes.put(usage, axis);
  }

  @Override
  public Map<HidUsage, KernelAxis> axes(HidDevice device, Set<HidUsage> usages) {
    Map<HidUsage, KernelAxis> known = new HashMap<>(axes);
    known.keySet().retainAll(usages);
    return known;
  }

  /** The device reports this. */
  public void say(String hex) {
    reports.add(HexFormat.of().parseHex(hex.replace(" ", "")));
  }

  /** A read returns empty-handed. */
  public void saySilence() {
    reports.add(SILENCE);
  }

  public void unplug() {
    reports.add(UNPLUGGED);
  }

  /** True while somebody keeps it from the console. */
  public boolean isHeld() {
    return held;
  }

  /** The next output report in hexadecimal; empty where none comes within ten seconds. */
  public String nextWritten() throws InterruptedException {
    String report = written.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    return report == null ? "" : report;
  }

  @Override
  public List<HidDevice> list() {
    return devices;
  }

  @Override
  public void awaitWhole(HidDevice device) {
    // a test plugs whole devices
  }

  @Override
  public HidHold hold(HidDevice device) {
    held = true;
    return () -> held = false;
  }

  @Override
  public DeviceLine open(HidDevice device) {
    return new Line();
  }

  private static ReportDescriptor parse(String hex) {
    try {
      return ReportDescriptor.parse(HexFormat.of().parseHex(hex.replaceAll("\\s", "")));
    } catch (DescriptorException e) {
      throw new IllegalStateException(e);
    }
  }

  private final class Line implements DeviceLine {
    private volatile boolean closed;

    @Override
    public int read(byte[] buffer, int waitMillis) throws IOException {
      byte[] report;
      try {
        report = waitMillis == 0 ? reports.poll() : reports.take();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      if (report == null) {
        return SILENT;
      }
      if (report == UNPLUGGED) {
        throw new IOException("it is gone; the device was unplugged");
      }
      if (report == END) {
        return CLOSED;
      }
      Arrays.fill(buffer, (byte) 0x5A); // what is behind a report is never the device's
      System.arraycopy(report, 0, buffer, 0, report.length);
      return report == SILENCE ? SILENT : report.length;
    }

    @Override
    public void write(byte[] report) {
      if (!closed) {
        written.add(HexFormat.of().formatHex(report));
      }
    }

    @Override
    public void close() {
      closed = true;
      reports.add(END);
    }
  }
}
