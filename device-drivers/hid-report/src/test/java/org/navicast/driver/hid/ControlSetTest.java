package org.navicast.driver.hid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Controls that belong together, and those that do not. */
class ControlSetTest {
  @Test
  void eachCollectionOfABoardIsASetOfItsOwn() throws DescriptorException {
    List<ControlSet> sets = sets("pedal-1a86-e026");
    assertEquals(
        List.of(
            HidUsage.KEYBOARD_DEVICE, HidUsage.MOUSE, HidUsage.GAMEPAD, HidUsage.CONSUMER_CONTROL),
        sets.stream().map(ControlSet::application).toList());
    ControlSet gamepad = sets.get(2);
    assertEquals(List.of(HidUsage.GAMEPAD), gamepad.descriptor().applications());
    assertFalse(gamepad.descriptor().has(HidUsage.key(0x05)));
    // the mouse has X too, and moves it
    assertEquals("", decoded(gamepad, "02 00 7F 00 00"));
    assertEquals(Optional.empty(), sets.get(1).descriptor().position(HidUsage.X));
    assertEquals(Optional.of(new HidRange(-1, 1)), gamepad.descriptor().position(HidUsage.X));
    assertTrue(decoded(gamepad, "04 01 00").startsWith("01:30=1 01:31=0 09:01-"));
  }

  @Test
  void aReportOfAnotherSetIsPassedOverAndNoDamage() throws DescriptorException {
    ReportDecoder decoder = new ReportDecoder(sets("pedal-1a86-e026").get(2).descriptor());
    assertEquals(List.of(), decoder.decode(HexFile.bytes("02 00 7F 00 00"), 5));
    assertEquals(0, decoder.dropped());
    assertEquals(List.of(), decoder.decode(HexFile.bytes("09 00 7F 00 00"), 5));
    assertEquals(1, decoder.dropped());
  }

  @Test
  void twoPortsAreTwoSets() throws DescriptorException {
    for (String adapter : List.of("two-ports", "two-reports-of-sticks")) {
      List<ControlSet> ports = sets(adapter);
      assertEquals(2, ports.size(), adapter);
      assertTrue(decoded(ports.get(0), "01 FF 80 01").startsWith("01:30=255 01:31=128 09:01+"));
      assertEquals("", decoded(ports.get(0), "02 FF 80 01"));
      assertEquals("", decoded(ports.get(1), "01 FF 80 01"));
      assertTrue(decoded(ports.get(1), "02 00 80 02").startsWith("01:30=0 01:31=128 09:01-"));
    }
  }

  @Test
  void reportsThatTellOfOtherControlsMakeNoPorts() throws DescriptorException {
    for (String one : List.of("spacenavigator", "spacemouse-wireless", "spacemouse-enterprise")) {
      assertEquals(1, sets(one).size(), one);
      assertEquals(HidUsage.MULTI_AXIS, sets(one).getFirst().application(), one);
    }
  }

  @Test
  void theBatteryOfADeviceIsHeardInEachSet() throws DescriptorException {
    assertEquals(
        "06:20=100", decoded(sets("spacemouse-wireless").getFirst(), "17 64 01").split(" ", -1)[0]);
    List<ControlSet> sets =
        ReportDescriptor.parse(
                HexFile.bytes(
                    "05 01 09 05 a1 01 85 01 09 30 15 00 25 7f 75 08 95 01 81 02 c0"
                        + "05 01 09 80 a1 01 85 02 05 06 09 20 25 64 81 02 c0"))
            .controlSets();
    assertEquals("06:20=50", decoded(sets.getFirst(), "02 32"));
  }

  @Test
  void whatSaysNothingOfItselfIsASetToo() throws DescriptorException {
    ControlSet set =
        ReportDescriptor.parse(HexFile.bytes("05 09 19 01 29 08 25 01 75 01 95 08 81 02"))
            .controlSets()
            .getFirst();
    assertEquals(HidUsage.NONE, set.application());
    assertEquals(List.of(), set.descriptor().applications());
    assertTrue(set.descriptor().hasSwitch(HidUsage.button(8)));
    assertFalse(set.descriptor().hasSwitch(HidUsage.button(9)));
  }

  @Test
  void aCollectionWithinAnotherIsASetOfItsOwn() throws DescriptorException {
    List<ControlSet> sets =
        ReportDescriptor.parse(
                HexFile.bytes(
                    "05 01 09 04 a1 01 09 30 15 00 25 7f 75 08 95 01 81 02"
                        + "09 05 a1 01 09 31 81 02 c0 09 32 81 02 c0"))
            .controlSets();
    assertEquals(
        List.of(HidUsage.JOYSTICK, HidUsage.GAMEPAD),
        sets.stream().map(ControlSet::application).toList());
    assertEquals("01:30=1 01:32=3", decoded(sets.get(0), "01 02 03"));
    assertEquals("01:31=2", decoded(sets.get(1), "01 02 03"));
  }

  @Test
  void aPositionIsWhatNeitherMovesNorSwitches() throws DescriptorException {
    ReportDescriptor wheel = ReportDescriptor.parse(HexFile.descriptor("wheel"));
    assertEquals(Optional.of(new HidRange(0, 65535)), wheel.position(HidUsage.X));
    assertEquals(Optional.of(new HidRange(0, 255)), wheel.position(HidUsage.RZ));
    assertEquals(Optional.empty(), wheel.position(HidUsage.Y));
    assertEquals(Optional.empty(), wheel.position(HidUsage.button(1)));
    ReportDescriptor spacenavigator = ReportDescriptor.parse(HexFile.descriptor("spacenavigator"));
    assertEquals(Optional.empty(), spacenavigator.position(HidUsage.X));
    assertEquals(
        Optional.of(new HidRange(-350, 350)), spacenavigator.withPositions().position(HidUsage.X));
  }

  private static List<ControlSet> sets(String descriptor) throws DescriptorException {
    return ReportDescriptor.parse(HexFile.descriptor(descriptor)).controlSets();
  }

  private static String decoded(ControlSet set, String report) {
    return Words.decoded(set.descriptor(), HexFile.bytes(report));
  }
}
