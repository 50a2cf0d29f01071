package org.navicast.app.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.navicast.driver.hid.DescriptorException;
import org.navicast.driver.hid.ReportDescriptor;
import org.navicast.driver.io.DeviceLine;
import org.navicast.driver.io.HidDevice;
import org.navicast.driver.io.HidDoor;
import org.navicast.driver.io.HidHold;

/** HID devices that say what a test wrote down for them. */
final class ScriptedHid implements HidDoor {
  static final String THREE_BUTTONS =
      "050C0903A10105091901290315002501950375018102950175058101950175088101C0";
  static final String KEYBOARD =
      "05010906A1018501050719E029E7150025017501950881027508950181011500256505071900296575089505"
          + "8100C0";
  static final String JOYSTICK =
      "05010904A10109300931093515 0026FF00750895038102C0".replace(" ", "");

  /** PCsensor 1a86:e026 as udev-hid-bpf recorded it, without its consumer keys. */
  static final String PEDAL_WITH_GAMEPAD =
      "05010906a1018501050719e029e71500250175019508810295017508810195037501050819012903910295057501"
          + "910195067508150025ff0507190029ff8100c0"
          + "05010902a10185020901a10005091901290515002501950575018102950175038103050109300931093815"
          + "81257f750895038106c0c0"
          + "05010905a10185040901a1000930093115ff2501950275028102c0950475018103050919012908150025019508"
          + "75018102c0";

  /** Six axes that call their positions movements. */
  static final String MULTI_AXIS =
      "05010908a101093009310932093309340935" + "16a2fe265e0175109506" + "8106c0";

  static final String NO_BUTTONS = "0600FF0901A1010902150026FF00750895088102C0";

  private static final byte[] END = new byte[0];

  private final List<HidDevice> devices = new ArrayList<>();
  private final Map<String, BlockingQueue<byte[]>> reports = new ConcurrentHashMap<>();

  /** Plugs in an interface at {@code /dev/hidrawN}, numbered in the order of their coming. */
  ScriptedHid with(String unit, String ids, String name, String descriptor, String... said) {
    String path = "/dev/hidraw" + devices.size();
    BlockingQueue<byte[]> queue = new LinkedBlockingQueue<>();
    for (String hex : said) {
      queue.add(HexFormat.of().parseHex(hex.replace(" ", "")));
    }
    reports.put(path, queue);
    devices.add(
        new HidDevice(
            path,
            unit,
            Integer.parseInt(ids.substring(0, 4), 16),
            Integer.parseInt(ids.substring(5), 16),
            name,
            "S" + devices.size(),
            OptionalInt.empty(),
            Optional.of(parse(descriptor)),
            ""));
    return this;
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
    return HidHold.NOTHING;
  }

  @Override
  public DeviceLine open(HidDevice device) {
    BlockingQueue<byte[]> queue = reports.getOrDefault(device.path(), new LinkedBlockingQueue<>());
    return new DeviceLine() {
      @Override
      public int read(byte[] buffer, int waitMillis) throws IOException {
        try {
          byte[] report = queue.take();
          System.arraycopy(report, 0, buffer, 0, report.length);
          return report == END ? CLOSED : report.length;
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
      }

      @Override
      public void write(byte[] report) {
        throw new AssertionError("nobody writes to a device that is being learned");
      }

      @Override
      public void close() {
        queue.add(END);
      }
    };
  }

  private static ReportDescriptor parse(String hex) {
    try {
      return ReportDescriptor.parse(HexFormat.of().parseHex(hex));
    } catch (DescriptorException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
