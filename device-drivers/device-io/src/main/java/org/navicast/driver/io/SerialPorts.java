package org.navicast.driver.io;

import com.fazecast.jSerialComm.SerialPort;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** The serial ports of this machine. */
public final class SerialPorts {
  private SerialPorts() {}

  /**
   * A serial port as the system knows it.
   *
   * @param path the node to open, such as {@code /dev/ttyUSB0}
   * @param description what it or its adapter calls itself
   * @param usbVendor vendor id of its USB adapter, 0 to 65535; empty where it is none
   * @param usbProduct product id of its USB adapter, 0 to 65535; empty where it is none
   * @param serial serial number of its adapter; empty where it tells none
   * @param trouble why this process may not open it and what to do, one plain sentence; empty where
   *     it may
   */
  public record Port(
      String path,
      String description,
      OptionalInt usbVendor,
      OptionalInt usbProduct,
      String serial,
      String trouble) {

    /** True where this process may open it. */
    public boolean mayOpen() {
      return trouble.isEmpty();
    }
  }

  /** All ports, by path; a pty is never among them. */
  public static List<Port> list() throws IOException {
    List<Port> ports = new ArrayList<>();
    synchronized (SerialLibrary.load()) {
      Arrays.stream(SerialPort.getCommPorts())
          .filter(port -> !port.getSystemPortPath().startsWith("/dev/pts/"))
          .map(SerialPorts::describe)
          .forEach(ports::add);
    }
    if (SerialLibrary.ON_LINUX) {
      addClosed(ports);
    }
    return ports.stream().sorted(Comparator.comparing(Port::path)).toList();
  }

  private static void addClosed(List<Port> ports) throws IOException {
    Set<String> paths = ports.stream().map(Port::path).collect(Collectors.toSet());
    SysfsTree tree = new SysfsTree(Path.of("/sys/class"), Path.of("/dev"));
    for (Path node : OnboardPorts.closed(tree, NodePermission::mayReadAndWrite)) {
      if (!paths.contains(node.toString())) {
        ports.add(
            new Port(
                node.toString(),
                "serial port of this machine",
                OptionalInt.empty(),
                OptionalInt.empty(),
                "",
                OnboardPorts.advice(node)));
      }
    }
  }

  private static Port describe(SerialPort port) {
    String path = port.getSystemPortPath();
    Path node = Path.of(path);
    return new Port(
        path,
        port.getDescriptivePortName(),
        id(port.getVendorID()),
        id(port.getProductID()),
        known(port.getSerialNumber()),
        NodePermission.mayReadAndWrite(node) ? "" : NodePermission.advice(node));
  }

  private static OptionalInt id(int id) {
    return id < 0 ? OptionalInt.empty() : OptionalInt.of(id);
  }

  private static String known(String text) {
    return text.equals("Unknown") ? "" : text;
  }
}
