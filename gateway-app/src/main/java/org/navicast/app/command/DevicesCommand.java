package org.navicast.app.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.navicast.app.config.ConfigException;
import org.navicast.cast.words.Foreign;
import org.navicast.driver.io.HidDoor;
import org.navicast.driver.io.SerialPorts;
import org.navicast.gateway.driver.Door;
import org.navicast.gateway.driver.DriverProvider;
import org.navicast.gateway.runtime.Drivers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Says what is plugged in, and which driver would take it. */
@Command(
    name = "devices",
    description = "Say what is plugged in, and which driver would take it.",
    footer = {
      "%nA serial port does not say what is at its other end: choose the driver by what you plugged"
          + " in.",
      "A HID device does; one that is not known can be learned, see navicast learn --help.",
      "%nExamples:",
      "  navicast devices",
      "  navicast devices --config or-3.yaml",
      "  navicast devices --json"
    })
final class DevicesCommand implements Callable<Integer> {
  private final Console console;
  private final HidDoor hid;

  @Option(names = "--json", description = "Print one JSON object a line instead of words.")
  private boolean json;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Say instead, for some seconds, what the trackers of that configuration tell.")
  private @Nullable Path config;

  DevicesCommand(Console console, HidDoor hid) {
    this.console = console;
    this.hid = hid;
  }

  @Override
  public Integer call() throws IOException, InterruptedException, ConfigException {
    if (config != null) {
      return new TrackerListing(console, json).tell(config);
    }
    List<SerialPorts.Port> ports = SerialPorts.list();
    List<DriverProvider> drivers = List.copyOf(Drivers.load().all());
    List<String> serial = through(Door.SERIAL_PORT, drivers);
    Boards boards = Boards.list(hid, drivers);
    GpioListing gpio = GpioListing.of(through(Door.GPIO, drivers));
    if (json) {
      ports.forEach(port -> console.print(asJson(port, serial)));
      boards.json().forEach(console::print);
      gpio.json().forEach(console::print);
      drivers.forEach(driver -> console.print(asJson(driver)));
    } else {
      tell(ports, serial);
      boards.words().forEach(console::print);
      gpio.words().forEach(console::print);
      tell(drivers);
    }
    return ExitCode.OK;
  }

  private static List<String> through(Door door, List<DriverProvider> drivers) {
    return drivers.stream()
        .filter(driver -> driver.door() == door)
        .map(DriverProvider::id)
        .toList();
  }

  private void tell(List<SerialPorts.Port> ports, List<String> drivers) {
    if (ports.isEmpty()) {
      console.print("No serial port is there; plug one in, or look at its cable.");
    }
    for (SerialPorts.Port port : ports) {
      console.print(port.path() + "  " + description(port));
      console.print(
          port.mayOpen()
              ? "  for " + String.join(" or ", drivers)
              : "  not usable: " + port.trouble());
    }
  }

  private void tell(List<DriverProvider> drivers) {
    console.print("");
    console.print("Drivers:");
    for (DriverProvider driver : drivers) {
      console.print("  " + driver.id() + ": " + driver.description());
    }
  }

  private static String description(SerialPorts.Port port) {
    String usb = usb(port);
    return Foreign.line(port.description())
        + (usb.isEmpty() ? "" : ", USB " + usb)
        + (port.serial().isEmpty() ? "" : ", serial number " + Foreign.line(port.serial()));
  }

  /** Vendor and product as they are usually written, such as {@code 0403:6001}; empty for none. */
  private static String usb(SerialPorts.Port port) {
    return port.usbVendor().isPresent() && port.usbProduct().isPresent()
        ? hex(port.usbVendor().getAsInt()) + ":" + hex(port.usbProduct().getAsInt())
        : "";
  }

  private static String hex(int id) {
    return HexFormat.of().toHexDigits((short) id);
  }

  private static String asJson(SerialPorts.Port port, List<String> drivers) {
    ObjectNode line =
        Json.object()
            .put("type", "serial-port")
            .put("path", port.path())
            .put("description", port.description())
            .put("usb", usb(port))
            .put("serial", port.serial())
            .put("usable", port.mayOpen())
            .put("trouble", port.trouble());
    ArrayNode list = line.putArray("drivers");
    drivers.forEach(list::add);
    return Json.line(line);
  }

  private static String asJson(DriverProvider driver) {
    return Json.line(
        Json.object()
            .put("type", "driver")
            .put("id", driver.id())
            .put("kind", driver.kind().label())
            .put("door", driver.door().label())
            .put("description", driver.description()));
  }
}
