package org.navicast.driver.hid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.navicast.driver.hid.DescriptorException.Reason;

/** The rules of the format one by one, each with the shortest descriptor that shows it. */
class ReportDescriptorTest {
  private static final String X = "05 01 09 30";
  private static final String BYTE = "75 08 95 01";

  @Test
  void longItemsArePassedOver() throws DescriptorException {
    assertEquals(
        "01:30=5",
        Words.decoded("FE 03 42 AA BB CC" + X + "FE 00 00 15 00 25 7F" + BYTE + "81 02", "05"));
    assertRefused(Reason.TRUNCATED, 4, X + "FE 03 42 AA BB");
    assertRefused(Reason.TRUNCATED, 4, X + "FE 00");
    assertRefused(Reason.TRUNCATED, 4, X + "FE");
  }

  @Test
  void fourBytesOfDataAreWrittenAsSizeThree() throws DescriptorException {
    assertEquals(
        "01:30=-2147483648",
        Words.decoded(X + "17 00 00 00 80 27 FF FF FF 7F 75 20 95 01 81 02", "00 00 00 80"));
    assertRefused(Reason.TRUNCATED, 4, X + "27 FF FF FF");
  }

  @Test
  void reservedItemsChangeNothing() throws DescriptorException {
    assertEquals("01:30=5", Words.decoded("0D 01" + X + "15 00 25 7F" + BYTE + "4C 81 02", "05"));
  }

  @Test
  void pushAndPopKeepEverythingGlobal() throws DescriptorException {
    assertEquals(
        "01:30=5 01:31=-1",
        Words.decoded(
            "05 01 15 81 25 7F 75 08 95 01 A4 15 00 25 64 75 10 09 30 81 02 B4 09 31 81 02",
            "05 00 FF"));
    assertRefused(Reason.STACK, 2, "05 01 B4");
    assertRefused(Reason.STACK, 16, "A4".repeat(17));
  }

  @Test
  void reportIdsAreOneByteAndNeverZero() throws DescriptorException {
    assertRefused(Reason.REPORT_ID, 0, "85 00");
    assertRefused(Reason.REPORT_ID, 0, "84");
    assertRefused(Reason.REPORT_ID, 0, "86 00 01");
    assertEquals("01:30=5", decodedNumbered("85 01", "01 05"));
    assertEquals("01:30=5", decodedNumbered("85 FF", "FF 05"));
  }

  @Test
  void theMaximumHasASignOnlyWhereTheMinimumHasOne() throws DescriptorException {
    assertEquals("01:30=255 1.0", fraction("15 00 25 FF", "FF"));
    assertEquals("01:30=-1 -1.0", fraction("15 FF 25 00", "FF"));
    assertEquals("01:30=-127 -1.0", fraction("15 81 25 7F", "81"));
    assertEquals("01:30=127 1.0", fraction("25 7F 15 81", "7F"));
    assertEquals("01:30=255 1.0", fraction("14 25 FF", "FF"));
    assertEquals("01:30=-2 -0.015625", fraction("15 80 25 FE", "FE"));
    assertEquals("01:30=-1 -1.0", fraction("15 FF 25 FF", "FF"));
    assertEquals("01:30=128 1.0", fraction("15 FF 25 80", "80 00", "75 10 95 01"));
    assertRefused(Reason.RANGE, 12, X + "15 05 25 04" + BYTE + "81 02");
  }

  @Test
  void aUsageOfFourBytesHasItsOwnPage() throws DescriptorException {
    assertEquals(
        "09:02+ 01:30=1",
        Words.decoded("05 01 0B 02 00 09 00 15 00 25 01 75 08 95 01 81 02 09 30 81 02", "01 01"));
    assertEquals(
        "09:01- 09:02+",
        Words.decoded("05 01 1B 01 00 09 00 29 02 15 00 25 01 75 01 95 02 81 02", "02"));
    assertEquals("09:01+", Words.decoded("05 09 19 01 29 01 25 01 75 01 95 01 81 02", "01"));
    assertEquals(
        "09:01- 09:02+",
        Words.decoded("05 01 1B 01 00 09 00 2B 02 00 09 00 15 00 25 01 75 01 95 02 81 02", "02"));
  }

  @Test
  void aPageDeclaredAfterItsUsagesHoldsForThem() throws DescriptorException {
    assertEquals("09:01+ 09:02-", Words.decoded("09 01 09 02 05 09 25 01 75 01 95 02 81 02", "01"));
    assertEquals(
        "01:30=1 09:02+",
        Words.decoded("05 01 09 30 05 09 09 02 25 7F 75 08 95 02 81 02", "01 01"));
  }

  @Test
  void theLastUsageIsRepeated() throws DescriptorException {
    assertEquals(
        "01:30=1 01:31=2 01:31=3", Words.decoded(X + "09 31 25 7F 75 08 95 03 81 02", "01 02 03"));
  }

  @Test
  void usagesEndWithTheirMainItem() throws DescriptorException {
    assertEquals("01:30=1", Words.decoded(X + "25 7F" + BYTE + "81 02 81 02", "01 02"));
    assertEquals("01:31=2", Words.decoded(X + "25 7F" + BYTE + "91 02 09 31 81 02", "02"));
  }

  @Test
  void theFirstOfAlternativeUsagesIsTaken() throws DescriptorException {
    assertEquals(
        "01:30=1 01:32=2",
        Words.decoded("05 01 A9 01 09 30 09 31 A9 00 09 32 25 7F 75 08 95 02 81 02", "01 02"));
    assertRefused(Reason.DELIMITERS, 2, "A9 01 A9 01");
    assertRefused(Reason.DELIMITERS, 0, "A9 00");
    assertRefused(Reason.DELIMITERS, 2, "A9 01");
    assertRefused(Reason.DELIMITERS, 2, "A9 01 81 02");
  }

  @Test
  void collectionsNestAndKeepTheirApplication() throws DescriptorException {
    assertEquals(
        List.of(HidUsage.JOYSTICK, HidUsage.MOUSE),
        ReportDescriptor.parse(HexFile.bytes("05 01 09 04 A1 01 09 01 A1 00 C0 C0 09 02 A1 01 C0"))
            .applications());
    assertRefused(Reason.COLLECTIONS, 2, "A1 01");
    assertRefused(Reason.COLLECTIONS, 0, "C0");
    assertRefused(Reason.COLLECTIONS, 64, "A1 00".repeat(33));
  }

  @Test
  void paddingTakesItsBits() throws DescriptorException {
    assertEquals("01:30=3", Words.decoded("75 03 95 01 81 01" + X + "25 7F 75 05 81 02", "1F"));
  }

  @Test
  void aFieldWithoutUsagesIsPadding() throws DescriptorException {
    assertEquals("01:30=1", Words.decoded("25 7F" + BYTE + "81 02" + X + "81 02", "55 01"));
  }

  @Test
  void aNullStateOutOfRangeIsNoValue() throws DescriptorException {
    String hat = "05 01 09 39 15 01 25 08 75 04 95 01 81 42";
    assertEquals("01:39@0", Words.decoded(hat, "01"));
    assertEquals("01:39@7", Words.decoded(hat, "08"));
    assertEquals("01:39@", Words.decoded(hat, "00"));
    assertEquals("01:39@", Words.decoded(hat, "0F"));
    assertEquals("", Words.decoded(X + "15 01 25 08" + BYTE + "81 42", "00"));
  }

  @Test
  void valuesOutOfAnArraysRangeNameNothing() throws DescriptorException {
    String keys = "05 07 19 00 29 05 15 00 25 05 75 08 95 03 81 00";
    assertEquals("[07:04]", Words.decoded(keys, "04 06 FF"));
    String more = "05 07 19 04 29 05 15 0A 25 7F 75 08 95 01 81 00";
    assertEquals("[07:05]", Words.decoded(more, "0B"));
    assertEquals("[]", Words.decoded(more, "0C"));
  }

  @Test
  void severalReportsAreToldApartByTheirIds() throws DescriptorException {
    String two = X + "25 7F" + BYTE + "85 07 81 02 09 31 85 08 81 02 09 32 85 07 81 02";
    assertEquals("01:30=1 01:32=2", Words.decoded(two, "07 01 02"));
    assertEquals("01:31=1", Words.decoded(two, "08 01"));
    assertEquals("-", Words.decoded(two, "09 01"));
    assertEquals("-", Words.decoded(two, "07 01"));
    assertEquals("-", Words.decoded(two, ""));
  }

  @Test
  void hostileSizesAreRefused() {
    assertRefused(Reason.FIELD_TOO_WIDE, 0, "76 01 01");
    assertRefused(Reason.FIELD_TOO_WIDE, 0, "77 FF FF FF FF");
    assertRefused(Reason.REPORT_TOO_LONG, 7, "75 01 97 FF FF FF FF 81 01");
    assertRefused(Reason.REPORT_TOO_LONG, 7, "75 08 96 00 10 81 01 81 01");
    assertRefused(Reason.TOO_MANY_VALUES, 7, "75 01 96 01 10 09 01 81 02");
    assertRefused(Reason.TOO_MANY_USAGES, 512, "09 01".repeat(257));
    assertRefused(Reason.RANGE, 2, "19 05 29 04");
    assertRefused(Reason.TOO_LONG, 4096, "0D 00".repeat(2049));
  }

  @Test
  void whatIsJustWithinTheBoundsIsTaken() throws DescriptorException {
    assertEquals(
        0, ReportDescriptor.parse(HexFile.bytes("0D 00".repeat(2048))).longestReportBytes());
    assertEquals(
        32, ReportDescriptor.parse(HexFile.bytes("76 00 01 95 01 81 01")).longestReportBytes());
    assertEquals(
        4096,
        ReportDescriptor.parse(HexFile.bytes("75 08 96 00 10 09 01 81 02")).longestReportBytes());
    assertEquals(
        256,
        ReportDescriptor.parse(
                HexFile.bytes("05 01" + "09 30".repeat(256) + "75 08 96 00 01 81 02"))
            .longestReportBytes());
  }

  @Test
  void twoArraysAreTwoGroups() throws DescriptorException {
    String arrays = "05 07 19 00 29 05 15 00 25 05 75 08 95 01 81 00 81 00 19 00 29 05 81 00";
    ReportDescriptor descriptor = ReportDescriptor.parse(HexFile.bytes(arrays));
    List<HidValue> values = new ReportDecoder(descriptor).decode(HexFile.bytes("04 00 05"), 3);
    assertEquals(
        List.of(
            new HidValue.Selection(0, List.of(HidUsage.key(0x04))),
            new HidValue.Selection(1, List.of(HidUsage.key(0x05)))),
        values);
  }

  @Test
  void aHatCountsFromItsFirstPosition() throws DescriptorException {
    ReportDescriptor four =
        ReportDescriptor.parse(HexFile.bytes("05 01 09 39 15 01 25 04 75 04 95 01 81 42"));
    assertEquals(
        List.of(new HidValue.Hat(HidUsage.HAT, OptionalInt.of(3), 4)),
        new ReportDecoder(four).decode(HexFile.bytes("04"), 1));
    ReportDescriptor one =
        ReportDescriptor.parse(HexFile.bytes("05 01 09 39 15 00 25 00 75 08 95 01 81 42"));
    assertEquals(
        List.of(new HidValue.Hat(HidUsage.HAT, OptionalInt.of(0), 1)),
        new ReportDecoder(one).decode(HexFile.bytes("00"), 1));
  }

  @Test
  void aKeyboardThatDoesNotKnowIsLeftOut() throws DescriptorException {
    String keys = "05 07 19 00 29 05 15 00 25 05 75 08 95 01 81 00";
    for (String error : List.of("01", "02", "03")) {
      assertEquals("-", Words.decoded(keys, error));
    }
    assertEquals("[07:04]", Words.decoded(keys, "04"));
    // The same numbers are buttons elsewhere.
    assertEquals("[09:01]", Words.decoded(keys.replaceFirst("07", "09"), "01"));
  }

  @Test
  void anUnnumberedReportMayBeEmpty() throws DescriptorException {
    assertEquals("", Words.decoded("25 7F 75 08 95 00 81 02" + X + "81 02", ""));
    assertEquals("-", Words.decoded(X + "25 7F" + BYTE + "85 07 81 02", ""));
  }

  @Test
  void whatItTellsOfCanBeAsked() throws DescriptorException {
    ReportDescriptor pad =
        ReportDescriptor.parse(
            HexFile.bytes(
                "05 01 09 05 A1 01 85 01 09 30 09 31 15 00 26 FF 00 75 08 95 02 81 02"
                    + "05 02 09 BA 95 01 81 02 85 02 05 09 19 00 29 02 25 01 75 01 95 03 81 02"
                    + "75 05 95 01 81 01 C0"));
    assertEquals(List.of(HidUsage.X, new HidUsage(1, 0x31), new HidUsage(2, 0xBA)), pad.axes());
    assertEquals(List.of(HidUsage.button(1), HidUsage.button(2)), pad.buttons(9));
    assertTrue(pad.hasSwitches());
    assertTrue(pad.hasSwitch(HidUsage.button(2)));
    assertFalse(pad.hasSwitch(HidUsage.X));
    assertFalse(pad.hasSwitch(HidUsage.button(3)));

    ReportDescriptor sticks = pad.without(Set.of(2));
    assertFalse(sticks.hasSwitches());
    assertEquals(List.of(), sticks.buttons(9));
    assertEquals(pad.axes(), sticks.axes());
    assertEquals(0, sticks.bytes().length);
    assertTrue(pad.bytes().length > 0);

    ReportDescriptor keys =
        ReportDescriptor.parse(HexFile.bytes("05 07 19 00 29 05 15 00 25 05 75 08 95 01 81 00"));
    assertTrue(keys.hasSwitches());
    assertTrue(keys.hasSwitch(HidUsage.key(0x05)));
    assertEquals(List.of(), keys.axes());
  }

  @Test
  void fieldsOverThirtyTwoBitsArePassedOver() throws DescriptorException {
    assertEquals(
        "01:30=9",
        Words.decoded(X + "25 7F 75 40 95 01 81 02" + X + BYTE + "81 02", "00".repeat(8) + "09"));
  }

  @Test
  void theErrorSaysWhatAndWhere() {
    DescriptorException e =
        assertThrows(
            DescriptorException.class, () -> ReportDescriptor.parse(HexFile.bytes("05 01 85 00")));
    assertEquals(
        "the report descriptor has a report id that is not 1 to 255 (at byte 2)", e.getMessage());
  }

  private static String decodedNumbered(String id, String report) throws DescriptorException {
    return Words.decoded(X + "25 7F" + BYTE + id + "81 02", report);
  }

  private static String fraction(String range, String report) throws DescriptorException {
    return fraction(range, report, BYTE);
  }

  private static String fraction(String range, String report, String size)
      throws DescriptorException {
    ReportDescriptor descriptor = ReportDescriptor.parse(HexFile.bytes(X + range + size + "81 02"));
    byte[] bytes = HexFile.bytes(report);
    HidValue value = new ReportDecoder(descriptor).decode(bytes, bytes.length).getFirst();
    return Words.decoded(descriptor, bytes) + " " + ((HidValue.Axis) value).fraction();
  }

  private static void assertRefused(Reason reason, int offset, String descriptor) {
    DescriptorException refusal =
        assertThrows(
            DescriptorException.class, () -> ReportDescriptor.parse(HexFile.bytes(descriptor)));
    assertEquals(reason, refusal.reason());
    assertEquals(offset, refusal.offset());
  }
}
