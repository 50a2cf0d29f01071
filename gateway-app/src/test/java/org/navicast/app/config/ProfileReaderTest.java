package org.navicast.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.navicast.cast.event.ActionValue;
import org.navicast.gateway.engine.AxisShape;
import org.navicast.gateway.engine.action.AxesBinding;
import org.navicast.gateway.engine.action.ChordBinding;
import org.navicast.gateway.engine.action.ControlBinding;
import org.navicast.gateway.engine.action.ControlRef;
import org.navicast.gateway.engine.action.Gesture;
import org.navicast.gateway.engine.action.Meaning;
import org.navicast.gateway.engine.action.Meaning.ModeTarget;
import org.navicast.gateway.engine.action.Mode;
import org.navicast.gateway.engine.action.Profile;
import org.navicast.gateway.engine.action.Timing;
import org.navicast.gateway.input.MotionAxis;

final class ProfileReaderTest {
  private static final String CONFIG =
      """
      gateway: or-3
      hub: { url: "http://127.0.0.1:2018/api/hub", topic: OR-3 }
      devices:
        - name: pedals
          driver: footswitch-serial
          port: /dev/ttyUSB0
          pedals:
            - { control: left, pressed: "L1", released: "L0" }
        - { name: cap, driver: 6dof-magellan, port: /dev/ttyUSB1 }
        - { name: gamepad, driver: 6dof-magellan, port: /dev/ttyUSB2 }
        - { name: spacemouse, driver: 6dof-magellan, port: /dev/ttyUSB3 }
        - { name: tracker, driver: tracker-igtlink, host: 127.0.0.1 }
      """;

  @TempDir private Path folder;

  private static GatewayConfig config(String more) throws ConfigException {
    return new ConfigReader(TestDrivers.catalog())
        .read(ConfigFile.parse("or-3.yaml", CONFIG + more));
  }

  private static Profile read(String yaml) throws ConfigException {
    return ProfileReader.read(ConfigFile.parse("p.yaml", yaml), config("").devices());
  }

  @Test
  void withoutOneThereIsNone() throws ConfigException {
    assertEquals(Optional.empty(), config("").profile());
  }

  @Test
  void allThatComeAlongCanBeUsed() throws ConfigException, IOException {
    for (String name : ProfileFile.SHIPPED) {
      assertEquals(name, config("profile: " + name + "\n").profile().orElseThrow().name());
    }
    try (Stream<Path> files = Files.list(Path.of("..", "profiles"))) {
      assertEquals(
          Set.copyOf(ProfileFile.SHIPPED),
          Set.copyOf(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(file -> file.endsWith(".yaml"))
                  .map(file -> file.replace(".yaml", ""))
                  .toList()));
    }
  }

  @Test
  void aFileOfOnesOwnBeginsAtTheFolderOfTheConfiguration() throws ConfigException, IOException {
    Files.writeString(
        folder.resolve("mine.yaml"),
        """
        profile: mine
        modes: [{ name: read, pedals: { left: { tap: slice.next } } }]
        """);
    Path file =
        Files.writeString(folder.resolve("or-3.yaml"), CONFIG + "profile-file: mine.yaml\n");
    GatewayConfig config = new ConfigReader(TestDrivers.catalog()).read(file);
    assertEquals("mine", config.profile().orElseThrow().name());
  }

  @Test
  void anotherProfileCanBeChosenByWhatIsOpen() throws ConfigException {
    GatewayConfig config =
        config(
            """
            profile: radiology-three-pedals
            profile-when:
              - { modality: [xa, RF], profile: ir-suite }
              - { viewer: [Slicer], profile: lab-gamepad }
            """);
    assertEquals("radiology-three-pedals", config.profiles().standard().name());
    assertEquals(
        List.of("ir-suite", "lab-gamepad"),
        config.choices().stream().map(choice -> choice.profile().name()).toList());
    assertEquals(Set.of("XA", "RF"), config.choices().getFirst().modalities());
    assertEquals(Set.of("Slicer"), config.choices().getLast().viewers());
  }

  @Test
  void aChoiceThatCannotBeIsRefusedWithAllThatIsWrong() {
    ConfigException refused =
        assertThrows(
            ConfigException.class,
            () ->
                config(
                    """
                    profile-when:
                      - { modality: ["C T"], profile: ir-suite }
                      - { profile: ir-suite }
                      - { viewer: [Slicer] }
                    """));
    assertThat(refused.getMessage()).contains("nothing to come back to");
    ConfigException items =
        assertThrows(
            ConfigException.class,
            () ->
                config(
                    """
                    profile: ir-suite
                    profile-when:
                      - { modality: ["C T"], profile: ir-suite }
                      - { profile: ir-suite }
                      - { viewer: [Slicer] }
                      - { viewer: [Slicer], profile: ir-suit }
                    """));
    assertThat(items.getMessage())
        .contains("give codes of DICOM", "and so is viewer", "give it or profile-file", "ir-suit");
  }

  @Test
  void whatIsGivenCounts() throws ConfigException {
    Profile profile =
        read(
            """
            profile: mine
            about: A test
            raw: { pedals: false, cap: true }
            modes:
              - name: read
                pedals:
                  left:
                    tap: { action: window.preset, value: 3 }
                    hold: { action: slice.next, repeat-millis: 120 }
                    tap-millis: 250
                  right: { hold: mode.move }
                  left+right: { press: mode.next, within-millis: 80 }
              - name: move
                pedals:
                  left: { hold: { action: view.pan, value: [0.5, -1] } }
                  right: { hold: pointer.show }
                  third: { hold: site.light }
                cap:
                  clutch: pedals.right
                  axes:
                    - axes: [-x, ry]
                      action: view.pan
                      dead-zone: 0.1
                      curve: 2
                      speed: 0.5
                      dominant-axis: true
                      while: cap.1
                    - { axes: [z], action: site.table, clutch: none, unless: cap.1 }
                tracker: { roles: { Tip: needle } }
            """);
    ControlRef left = new ControlRef("pedals", "left");
    ControlRef right = new ControlRef("pedals", "right");
    ControlRef key = new ControlRef("cap", "1");
    Mode readMode =
        new Mode(
            "read",
            List.of(
                new ControlBinding(
                    left,
                    Map.of(
                        Gesture.TAP,
                        new Meaning.Trigger("window.preset", ActionValue.of(3)),
                        Gesture.HOLD,
                        new Meaning.Trigger("slice.next", ActionValue.ONE)),
                    new Timing(250, 400, 600, 120)),
                new ControlBinding(
                    right,
                    Map.of(Gesture.HOLD, new Meaning.SwitchMode(new ModeTarget.Named("move"))),
                    Timing.FOR_FEET)),
            List.of(
                new ChordBinding(left, right, 80, new Meaning.SwitchMode(new ModeTarget.Next()))),
            List.of(),
            Map.of());
    assertEquals(Set.of("pedals"), profile.silent());
    assertEquals(readMode, profile.modes().getFirst());
    Mode move = profile.modes().get(1);
    assertEquals(
        List.of(
            new Meaning.Lasting("view.pan", ActionValue.of(0.5, -1)),
            new Meaning.Lasting("pointer.show", ActionValue.NONE),
            new Meaning.Lasting("site.light", ActionValue.NONE)),
        move.controls().stream().map(control -> control.meanings().get(Gesture.HOLD)).toList());
    assertEquals(
        List.of(
            new AxesBinding(
                "cap",
                List.of(
                    new AxisShape(MotionAxis.X, 0.1, 2, 0.5, true),
                    new AxisShape(MotionAxis.RY, 0.1, 2, 0.5, false)),
                true,
                "view.pan",
                Optional.of(right),
                Optional.of(key),
                Optional.empty()),
            new AxesBinding(
                "cap",
                List.of(new AxisShape(MotionAxis.Z, 0, 1, 1, false)),
                false,
                "site.table",
                Optional.empty(),
                Optional.empty(),
                Optional.of(key))),
        move.axes());
    assertEquals(Map.of("tracker", Map.of("Tip", "needle")), move.roles());
  }

  @Test
  void tellsAllMistakesAtOnceEachInItsPlace() {
    String bad =
        """
        profile: x y
        raw: { pedal: false }
        modes:
          - name: read
            pedals:
              left: { tapp: slice.next }
              right: { tap: slice.nxt }
              middle: { tap: slice.scroll }
              foot: { hold: slice.scroll }
              toe: { tap: mode.reed }
              heel: { hold: slice.next, long-press: slice.last }
              left+left: { press: view.reset }
              axes: [{ axes: [x], action: view.zoom, clutch: none }]
            cap:
              axes:
                - { axes: [q], action: view.zoom, clutch: none }
                - { axes: [x], action: view.pan, clutch: none }
                - { axes: [x], action: slice.next, clutch: none }
                - { axes: [z], action: view.zoom }
                - { axes: [z], action: view.zoom, clutch: pedal.left }
            tracker: { roles: { Tip: needel } }
          - name: next
        """;
    ConfigException refusal = assertThrows(ConfigException.class, () -> read(bad));
    assertEquals(
        """
        p.yaml:1:1: profile: is not a name; give up to 64 letters, digits, dots, hyphens or underscores, the first a letter or digit
        p.yaml:2:8: raw.pedal: is no device of this gateway; did you mean pedals?
        p.yaml:6:15: modes[0].pedals.left.tapp: is not known here; did you mean tap?
        p.yaml:7:16: modes[0].pedals.right.tap: is "slice.nxt"; did you mean slice.next?
        p.yaml:8:17: modes[0].pedals.middle.tap: slice.scroll lasts, and tap does not; give hold
        p.yaml:9:15: modes[0].pedals.foot.hold: slice.scroll is a rate; give it a value, such as { action: slice.scroll, value: 0.5 }
        p.yaml:10:14: modes[0].pedals.toe.tap: no mode is called reed; did you mean read?
        p.yaml:11:33: modes[0].pedals.heel.long-press: cannot be told from hold; give one of them
        p.yaml:12:7: modes[0].pedals.left+left: a chord needs two controls; give another one
        p.yaml:13:7: modes[0].pedals.axes: are of a device that can be deflected, which this one is not
        p.yaml:14:5: modes[0].cap: has no clutch; give clutch: DEVICE.CONTROL, which must be down for the axes to count, or clutch: none
        p.yaml:16:20: modes[0].cap.axes[0].axes[0]: is "q"; give one of x, y, z, rx, ry, rz, -x, -y, -z, -rx, -ry, -rz
        p.yaml:17:13: modes[0].cap.axes[1].axes: are 1, and view.pan has 2; give as many
        p.yaml:18:24: modes[0].cap.axes[2].action: is slice.next, which is no rate; bind it to a gesture
        p.yaml:20:43: modes[0].cap.axes[4].clutch: names pedal, which is no device of this gateway; did you mean pedals?
        p.yaml:21:25: modes[0].tracker.roles.Tip: is "needel"; did you mean needle?
        p.yaml:22:5: modes[1].name: is next, which means the mode that follows; give another
        """
            .strip(),
        refusal.getMessage());
  }

  @Test
  void refusesGesturesOfADeviceAndAProfileThatIsNotThere() {
    assertTrue(refusal("profile: radiology\n").endsWith("give one of " + all()));
    assertTrue(refusal("profile: ir-suit\n").endsWith("did you mean ir-suite?"));
    assertTrue(
        refusal("profile: ir-suite\nprofile-file: mine.yaml\n").endsWith("give one of the two"));
    assertTrue(refusal("profile-file: /nowhere/mine.yaml\n").contains("does not exist"));
    String old =
        CONFIG.replace(
            "    pedals:\n", "    gestures: [{ control: left, tap: slice.next }]\n    pedals:\n");
    ConfigException refused =
        assertThrows(
            ConfigException.class,
            () -> new ConfigReader(TestDrivers.catalog()).read(ConfigFile.parse("or-3.yaml", old)));
    assertEquals(
        "or-3.yaml:7:5: devices[0].gestures: are written in a profile now; see docs/profiles.md,"
            + " and name it by profile-file",
        refused.getMessage());
  }

  private static String all() {
    return String.join(", ", ProfileFile.SHIPPED);
  }

  private static String refusal(String more) {
    return String.valueOf(assertThrows(ConfigException.class, () -> config(more)).getMessage());
  }
}
