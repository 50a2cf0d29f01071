package org.navicast.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.navicast.cast.event.NaviAction;
import org.navicast.cast.event.NaviButton;
import org.navicast.cast.event.NaviEvent;
import org.navicast.cast.event.NaviPose;
import org.navicast.cast.event.NaviProfile;
import org.navicast.gateway.engine.DeviceSettings;
import org.navicast.gateway.engine.Engine;
import org.navicast.gateway.engine.action.Actions;
import org.navicast.gateway.input.Button;
import org.navicast.gateway.input.DeviceStatus;
import org.navicast.gateway.input.Motion;
import org.navicast.gateway.input.Pose;
import org.navicast.gateway.input.ToolPose;

/** What hands and feet do with each of the profiles that come along, in virtual time. */
final class ShippedProfilesTest {
  private static final long MILLI = 1_000_000;

  private final List<String> told = new ArrayList<>();
  private Engine engine = new Engine(List.of(), _ -> {});
  private long now;

  private void use(String profile, String devices) throws ConfigException {
    GatewayConfig config =
        new ConfigReader(TestDrivers.catalog())
            .read(
                ConfigFile.parse(
                    "or-3.yaml",
                    """
                    gateway: or-3
                    hub: { url: "http://127.0.0.1:2018/api/hub", topic: OR-3 }
                    profile: %s
                    devices:
                    %s\
                    """
                        .formatted(profile, devices.indent(2))));
    List<DeviceSettings> settings = config.devices().stream().map(DeviceConfig::engine).toList();
    engine =
        new Engine(
            settings,
            new Actions(config.profile().orElseThrow(), settings, 150, this::hear, _ -> {}),
            this::hear,
            _ -> {});
    settings.forEach(
        device -> engine.accept(DeviceStatus.connected(device.name(), now, "", ""), now));
  }

  private static final String PEDALS =
      """
      - name: pedals
        driver: footswitch-serial
        port: /dev/ttyUSB0
        pedals:
          - { control: left, pressed: "L1", released: "L0" }
          - { control: middle, pressed: "M1", released: "M0" }
          - { control: right, pressed: "R1", released: "R0" }
      """;

  @Test
  void readingWithThreePedals() throws ConfigException {
    use("radiology-three-pedals", PEDALS);
    tap("right");
    assertEquals(List.of("slice.next triggered [1.0]"), told());
    press("right");
    pass(420);
    release("right");
    assertEquals(
        List.of(
            "slice.scroll started [0.5]",
            "slice.scroll updated [0.5]",
            "slice.scroll updated [0.5]",
            "slice.scroll ended []"),
        told());
    // A foot that slips off and on again taps twice, and holds nothing.
    press("left");
    pass(40);
    release("left");
    pass(40);
    press("left");
    pass(40);
    release("left");
    assertEquals(
        List.of("slice.previous triggered [1.0]", "slice.previous triggered [1.0]"), told());
    // Chatter of a contact is one press.
    bounce("right");
    pass(60);
    release("right");
    assertEquals(List.of("slice.next triggered [1.0]"), told());
    press("left");
    pass(50);
    press("right");
    pass(50);
    release("right");
    release("left");
    assertEquals(List.of("view.reset triggered [1.0]"), told());
    press("middle");
    pass(700);
    assertEquals(List.of("mode compare"), told());
    release("middle");
    tap("right");
    assertEquals(List.of("view.next triggered [1.0]"), told());
  }

  @Test
  void interventionalSuite() throws ConfigException {
    use(
        "ir-suite",
        PEDALS
            + """
            - { name: cap, driver: 6dof-magellan, port: /dev/ttyUSB1 }
            - { name: tracker, driver: tracker-igtlink, host: 127.0.0.1 }
            """);
    move(0.6, 0, 0, 0, 0.6, 0);
    assertEquals(List.of(), told());
    press("right");
    assertEquals(List.of("view.rotate started [0.0, 0.33, 0.0]"), told());
    move(0.6, 0, 0, 0, 0, 0);
    assertEquals(List.of("view.rotate ended []"), told());
    tap("left");
    assertEquals(List.of("mode pan", "view.pan started [0.41, 0.0]"), told());
    release("right");
    assertEquals(List.of("view.pan ended []"), told());
    engine.accept(
        new Pose(
            "tracker",
            now,
            "Reference",
            Pose.NO_TRACKER_TIME,
            List.of(new ToolPose("StylusTip", ToolPose.Status.OK, 1, 2, 3, 0, 0, 0, 1))),
        now);
    assertEquals(List.of("StylusTip is needle"), told());
  }

  @Test
  void laboratoryWithAGamepad() throws ConfigException {
    use("lab-gamepad", "- { name: gamepad, driver: 6dof-magellan, port: /dev/ttyUSB1 }\n");
    String device = "gamepad";
    engine.accept(new Motion(device, now, 1, 0, 0, 0, 0, 0), now);
    assertEquals(List.of("view.rotate started [0.0, 0.0, 1.0]"), told());
    engine.accept(new Button(device, now, "button-5", true), now);
    assertEquals(List.of("view.rotate ended []", "view.pan started [1.0, 0.0]"), told());
    engine.accept(new Button(device, now + 20 * MILLI, "button-5", false), now + 20 * MILLI);
    assertEquals(List.of("view.pan ended []", "view.rotate started [0.0, 0.0, 1.0]"), told());
    now += 30 * MILLI;
    engine.accept(new DeviceStatus(device, now, DeviceStatus.State.LOST, "gone", "", ""), now);
    assertEquals(List.of("view.rotate cancelled [] device-lost"), told());
  }

  private void tap(String control) {
    press(control);
    pass(100);
    release(control);
  }

  private void press(String control) {
    pass(20);
    engine.accept(new Button("pedals", now, control, true), now);
  }

  private void release(String control) {
    engine.accept(new Button("pedals", now, control, false), now);
    pass(20);
  }

  private void bounce(String control) {
    press(control);
    for (int i = 1; i <= 4; i++) {
      now += MILLI;
      engine.accept(new Button("pedals", now, control, i % 2 == 0), now);
    }
  }

  private void move(double x, double y, double z, double rx, double ry, double rz) {
    pass(20);
    engine.accept(new Motion("cap", now, x, y, z, rx, ry, rz), now);
  }

  private void pass(long millis) {
    long until = now + millis * MILLI;
    for (long due = engine.nextDueNanos(); due <= until; due = engine.nextDueNanos()) {
      now = Math.max(now, due);
      engine.tick(now);
    }
    now = until;
  }

  private List<String> told() {
    List<String> lines = List.copyOf(told);
    told.clear();
    return lines;
  }

  private void hear(NaviEvent event) {
    switch (event) {
      case NaviAction action ->
          told.add(
              (action.action()
                      + " "
                      + action.phase().label()
                      + " "
                      + numbers(action)
                      + " "
                      + action.reason().label())
                  .strip());
      case NaviProfile profile -> told.add("mode " + profile.mode());
      case NaviPose pose ->
          pose.tools().forEach(tool -> told.add(tool.name() + " is " + tool.role()));
      case NaviButton button when button.source().device().equals("pedals") ->
          assertEquals(true, button.isSilent());
      default -> {}
    }
  }

  private static String numbers(NaviAction action) {
    List<String> numbers = new ArrayList<>();
    for (int i = 0; i < action.value().size(); i++) {
      String number = String.format(Locale.ROOT, "%.2f", action.value().at(i));
      numbers.add(number.endsWith("0") ? number.substring(0, number.length() - 1) : number);
    }
    return numbers.toString();
  }
}
