package org.navicast.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A person learns a pedal; the reports are written here. */
@Timeout(30)
final class LearnCommandTest {
  private static final String ROOT =
      "gateway: or-3\nhub:\n  url: http://127.0.0.1:2018/api/hub\n  topic: OR-3\n";

  @TempDir private Path folder;

  @Test
  void whatItPrintsIsAConfiguration() throws IOException {
    RecordedConsole console =
        new RecordedConsole(board("01 00", "00 00", "01 00", "00 00", "04 00", "00 00"));

    assertEquals(0, console.run("learn", "--controls", "left,right"), console.err());

    assertTrue(console.err().contains("Press left now"), console.err());
    assertTrue(console.err().contains("That was left. Press right now"), console.err());
    assertTrue(console.err().contains("right is 09:03"), console.err());
    assertTrue(console.out().contains("control: right"), console.out());
    assertIsGood(console.out());
  }

  @Test
  void asksForTheNames() throws IOException {
    Path file = folder.resolve("pedals.yaml");
    RecordedConsole console =
        new RecordedConsole(board("01 00", "00 00", "02 00", "00 00"), "zoom", "zoom", "next", "");

    assertEquals(0, console.run("learn", "--write", file.toString()), console.err());

    assertEquals("", console.out());
    assertTrue(console.err().contains("zoom is learned already"), console.err());
    assertTrue(Files.readString(file).contains("control: next"));
    assertIsGood(Files.readString(file));
  }

  @Test
  void aPedalThatLetsGoByItselfIsTold() {
    RecordedConsole console = new RecordedConsole(board("01 00", "00 00"));

    assertEquals(0, console.run("learn", "--controls", "left"), console.err());

    assertTrue(console.err().contains("cannot be held down"), console.err());
  }

  @Test
  void nothingIsWrittenWhereNothingIsPressed() {
    Path file = folder.resolve("pedals.yaml");
    RecordedConsole console = new RecordedConsole(board());

    assertEquals(
        1,
        console.run("learn", "--controls", "left", "--seconds", "1", "--write", file.toString()));

    assertTrue(console.err().contains("nothing was shown for left within 1 s"), console.err());
    assertFalse(Files.exists(file));
  }

  @Test
  void ofSeveralDevicesOneMustBeChosen() {
    ScriptedHid two =
        board("01 00", "00 00")
            .with("b", "1234:5678", "Pedal", ScriptedHid.THREE_BUTTONS, "02 00", "00 00")
            .with("c", "1209:0001", "Scale", ScriptedHid.NO_BUTTONS);

    RecordedConsole undecided = new RecordedConsole(two);
    assertEquals(2, undecided.run("learn"));
    assertTrue(undecided.err().contains("/dev/hidraw0 (Pedal, HID 1234:5678"), undecided.err());
    assertFalse(undecided.err().contains("Scale"), undecided.err());

    RecordedConsole decided = new RecordedConsole(two);
    assertEquals(
        0, decided.run("learn", "--device", "/dev/hidraw1", "--controls", "a"), decided.err());
    assertTrue(decided.out().contains("09:02"), decided.out());
    assertTrue(decided.out().contains("serial: S1"), decided.out());
  }

  @Test
  void refusesWhatCannotWork() throws IOException {
    Path file = Files.createFile(folder.resolve("there.yaml"));
    assertRefused(2, "exists; give another name", "--write", file.toString());
    assertRefused(2, "give each pedal its own", "--controls", "a,a");
    assertRefused(1, "0000:0000 is no device that can be learned", "--device", "0000:0000");
  }

  @Test
  void theAxesOfAJoystickAreLearned() throws IOException {
    String[] moves = {
      "80 80 80", "FF 80 80", "80 80 80", "80 10 80", "80 80 80", "82 80 20", "80 80 80"
    };
    ScriptedHid stick =
        new ScriptedHid().with("a", "1209:0003", "Stick", ScriptedHid.JOYSTICK, moves);
    RecordedConsole console = new RecordedConsole(stick);

    assertEquals(0, console.run("learn", "--controls", "x,y,ry", "--name", "cap"), console.err());

    assertTrue(console.err().contains("Push to the right (x)"), console.err());
    assertTrue(console.out().contains("driver: 6dof-hid"), console.out());
    assertTrue(console.err().contains("y is -01:31"), console.err());
    assertTrue(console.err().contains("ry is -01:35"), console.err());
    assertIsGood(console.out());

    RecordedConsole wrong = new RecordedConsole(stick);
    assertEquals(2, wrong.run("learn", "--driver", "6dof-hid", "--controls", "left"));
    assertTrue(wrong.err().contains("left; give one of x, y, z, rx, ry, rz"), wrong.err());
  }

  @Test
  void whatIsLearnedDecidesWhichDriverLearnsIt() throws IOException {
    String[] moves = {"00 80 80", "80 80 80", "80 80 00", "80 80 80"};
    RecordedConsole pedals = new RecordedConsole(stick(moves));
    assertEquals(0, pedals.run("learn", "--controls", "left,right"), pedals.err());
    assertTrue(pedals.out().contains("driver: footswitch-hid"), pedals.out());
    assertTrue(pedals.err().contains("left is 01:30 down; its value shrinks"), pedals.err());
    assertTrue(pedals.out().contains("pressed-at: 0.25"), pedals.out());
    assertIsGood(pedals.out());

    RecordedConsole mixed = new RecordedConsole(stick(moves));
    assertEquals(0, mixed.run("learn", "--controls", "x,left"), mixed.err());
    assertTrue(mixed.out().contains("driver: footswitch-hid"), mixed.out());
  }

  @Test
  void whereThatIsNotClearThePersonIsAsked() throws IOException {
    String[] moves = {"00 80 80", "80 80 80"};
    RecordedConsole console = new RecordedConsole(stick(moves), "6dof-hid", "x", "");
    assertEquals(0, console.run("learn"), console.err());
    assertTrue(console.err().contains("Which driver, 6dof-hid, footswitch-hid?"), console.err());
    assertTrue(console.out().contains("driver: 6dof-hid"), console.out());
    assertTrue(console.out().contains("invert: true"), console.out());
    assertTrue(console.out().contains("rest: centre"), console.out());
    assertIsGood(console.out());

    RecordedConsole silent = new RecordedConsole(stick(moves));
    assertEquals(2, silent.run("learn"));
    assertTrue(silent.err().contains("give one by --driver: 6dof-hid, footswitch-hid"));
  }

  @Test
  void theBestSellingPedalIsLearnedAsAPedal() throws IOException {
    String[] presses = {
      "01 00 00 05 00 00 00 00 00",
      "01 00 00 00 00 00 00 00 00",
      "02 00 7F 00 00",
      "04 01 00",
      "01 00 00 04 00 00 00 00 00",
      "01 00 00 00 00 00 00 00 00"
    };
    ScriptedHid pedal =
        new ScriptedHid()
            .with("a", "1a86:e026", "FootSwitch", ScriptedHid.PEDAL_WITH_GAMEPAD, presses);
    RecordedConsole console = new RecordedConsole(pedal, "middle", "left", "");
    assertEquals(0, console.run("learn"), console.err());
    assertTrue(console.out().contains("driver: footswitch-hid"), console.out());
    assertTrue(console.err().contains("left is 07:04"), console.err());
    assertIsGood(console.out());

    RecordedConsole devices = new RecordedConsole(pedal);
    assertEquals(0, devices.run("devices"), devices.err());
    assertTrue(devices.outLines().contains("  for footswitch-hid: PCsensor footswitch"));
    assertTrue(
        devices
            .outLines()
            .contains(
                "  not for 6dof-hid: it is known as PCsensor footswitch, which is no controller"),
        devices.out());
  }

  @Test
  void ofAControllerThatIsKnownTheAxesAreLearned() {
    ScriptedHid cap =
        new ScriptedHid().with("a", "046d:c626", "SpaceNavigator", ScriptedHid.MULTI_AXIS);
    RecordedConsole console = new RecordedConsole(cap, "");
    assertEquals(0, console.run("learn"), console.err());
    assertFalse(console.err().contains("Which driver"), console.err());
  }

  @Test
  void aDriverThatIsNoneIsSaid() {
    assertRefused(
        2,
        "--driver nosuch is no driver that learns; give one of 6dof-hid, footswitch-hid",
        "--driver",
        "nosuch");
  }

  private static ScriptedHid stick(String... moves) {
    return new ScriptedHid().with("a", "1209:0003", "Stick", ScriptedHid.JOYSTICK, moves);
  }

  @Test
  void devicesTellsWhatEachDriverWouldMakeOfThem() {
    ScriptedHid hid =
        new ScriptedHid()
            .with("a", "0c45:7403", "FootSwitch1F1.", ScriptedHid.KEYBOARD)
            .with("a", "0c45:7403", "FootSwitch1F1.", ScriptedHid.NO_BUTTONS)
            .with("b", "1234:5678", "Pedal", ScriptedHid.THREE_BUTTONS)
            .with("c", "1209:0001", "Scale", ScriptedHid.NO_BUTTONS);
    RecordedConsole words = new RecordedConsole(hid);
    assertEquals(0, words.run("devices"), words.err());
    for (String line :
        new String[] {
          "/dev/hidraw0, /dev/hidraw1  FootSwitch1F1., HID 0c45:7403, serial number S0",
          "  for footswitch-hid: PCsensor footswitch",
          "  not known to footswitch-hid; show it with: navicast learn --device 1234:5678",
          "  not for footswitch-hid: it has no buttons, no keys and no axes"
        }) {
      assertTrue(words.outLines().contains(line), line + " in " + words.out());
    }

    RecordedConsole json = new RecordedConsole(hid);
    assertEquals(0, json.run("devices", "--json"), json.err());
    JsonNode pedal =
        json.outLines().stream()
            .map(line -> JsonMapper.shared().readTree(line))
            .filter(line -> line.path("ids").asString().equals("0c45:7403"))
            .findFirst()
            .orElseThrow();
    assertEquals(2, pedal.path("paths").size());
    assertEquals(
        "PCsensor footswitch",
        pedal.path("drivers").path("footswitch-hid").path("model").asString());
  }

  private static ScriptedHid board(String... reports) {
    return new ScriptedHid().with("a", "1234:5678", "Pedal", ScriptedHid.THREE_BUTTONS, reports);
  }

  private static void assertRefused(int code, String reason, String... arguments) {
    RecordedConsole console = new RecordedConsole(board());
    String[] all = new String[arguments.length + 1];
    all[0] = "learn";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    assertEquals(code, console.run(all));
    assertTrue(console.err().contains(reason), console.err());
    assertEquals("", console.out());
  }

  private void assertIsGood(String learned) throws IOException {
    Path file = folder.resolve("whole.yaml");
    Files.writeString(file, ROOT + learned);
    RecordedConsole console = new RecordedConsole();
    assertEquals(0, console.run("check", "--config", file.toString()), console.err());
  }
}
