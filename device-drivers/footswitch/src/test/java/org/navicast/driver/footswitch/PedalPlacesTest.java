package org.navicast.driver.footswitch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.navicast.driver.hid.ControlSet;
import org.navicast.driver.hid.DescriptorException;
import org.navicast.driver.hid.HidUsage;
import org.navicast.driver.hid.ReportDescriptor;

/** In which of the collections of a board a pedal is. */
class PedalPlacesTest {
  private static final HidUsage A = HidUsage.key(0x04);
  private static final HidUsage LEFT = HidUsage.button(1);
  private static final String KEYBOARD = "05 01 09 06 A1 01 85 %s %s C0";
  private static final String VENDOR = "06 00 FF 09 01 A1 01 85 %s %s C0";
  private static final String KEYS = "05 07 19 04 29 05 15 00 25 01 75 01 95 08 81 02";
  private static final String BUTTONS = "05 09 19 01 29 02 15 00 25 01 75 01 95 08 81 02";

  @Test
  void aKeyIsAKeyboardsWhateverElseHasItsUsage() throws DescriptorException {
    ReportDescriptor board = board(VENDOR.formatted("01", KEYS), KEYBOARD.formatted("02", KEYS));
    assertEquals(List.of(HidUsage.KEYBOARD_DEVICE), places(board, A));
    assertFalse(PedalPlaces.needsPort(board, pedal(A)));
  }

  @Test
  void aKeyMayBeInSeveralKeyboardsAndIsTheSame() throws DescriptorException {
    ReportDescriptor board = board(KEYBOARD.formatted("01", KEYS), KEYBOARD.formatted("02", KEYS));
    assertEquals(List.of(HidUsage.KEYBOARD_DEVICE, HidUsage.KEYBOARD_DEVICE), places(board, A));
  }

  @Test
  void aKeyIsTakenFromElsewhereWhereNoKeyboardHasIt() throws DescriptorException {
    ReportDescriptor board = board(VENDOR.formatted("01", KEYS));
    assertEquals(List.of(new HidUsage(0xFF00, 1)), places(board, A));
  }

  @Test
  void aButtonInTwoCollectionsNeedsAPortEvenIfOneIsAKeyboard() throws DescriptorException {
    ReportDescriptor board =
        board(VENDOR.formatted("01", BUTTONS), KEYBOARD.formatted("02", BUTTONS));
    assertEquals(Optional.empty(), PedalPlaces.find(board, List.of(pedal(LEFT))));
    assertTrue(PedalPlaces.needsPort(board, pedal(LEFT)));
    assertEquals(
        Optional.of("usage 09:01 is at several ports; give its port: 1, 2"),
        PedalPlaces.trouble(board, List.of(pedal(LEFT))));
    DescribedPedal second = new DescribedPedal.Switches(Set.of(LEFT), 2);
    assertEquals(
        List.of(HidUsage.KEYBOARD_DEVICE),
        applications(PedalPlaces.find(board, List.of(second)).orElseThrow()));
  }

  @Test
  void aPedalOfAKeyAndAButtonIsNoKey() throws DescriptorException {
    ReportDescriptor board =
        board(VENDOR.formatted("01", KEYS + BUTTONS), KEYBOARD.formatted("02", KEYS + BUTTONS));
    DescribedPedal both = new DescribedPedal.Switches(Set.of(A, LEFT), 0);
    assertTrue(PedalPlaces.needsPort(board, both));
  }

  private static List<HidUsage> places(ReportDescriptor board, HidUsage usage) {
    return applications(PedalPlaces.find(board, List.of(pedal(usage))).orElseThrow());
  }

  private static List<HidUsage> applications(List<List<ControlSet>> places) {
    return places.getFirst().stream().map(ControlSet::application).toList();
  }

  private static DescribedPedal pedal(HidUsage usage) {
    return new DescribedPedal.Switches(Set.of(usage), 0);
  }

  private static ReportDescriptor board(String... collections) throws DescriptorException {
    return ReportDescriptor.parse(
        HexFormat.of().parseHex(String.join("", collections).replace(" ", "")));
  }
}
