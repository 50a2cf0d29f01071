package org.navicast.driver.igtlink;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.navicast.driver.igtlink.RawMessage.TIME;

import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IgtlDiscretionTest {
  private static final String PATIENT = "MILLER^ANNE";
  private static final byte[] NOT_TURNED = RawMessage.floats(1, 0, 0, 0, 1, 0, 0, 0, 1, 4, 5, 6);
  private static final byte[] TOLD =
      RawMessage.withMetadata(
          "TRANSFORM",
          "StylusTipToReference",
          TIME,
          NOT_TURNED,
          "PatientName",
          PATIENT,
          "TransformStatus",
          "SWITCH1_IS_ON");
  private static final byte[] IMAGE =
      RawMessage.of(2, "IMAGE", PATIENT, TIME, (PATIENT + " CT").getBytes(StandardCharsets.UTF_8));
  private static final byte[] BROKEN = broken(TOLD);
  private static final byte[] PLAIN = RawMessage.transform("AToB", TIME, 1, 2, 3);
  private static final byte[] ALL = RawMessage.join(PLAIN, TOLD, IMAGE, BROKEN, PLAIN);

  private static byte[] broken(byte[] message) {
    byte[] broken = message.clone();
    broken[50]++;
    return broken;
  }

  @Test
  void whatIsWrittenDownNamesNoPatientAndMeansTheSame() throws IgtlException {
    byte[] kept = new IgtlDiscretion().of(ALL);
    assertTrue(new String(ALL, StandardCharsets.ISO_8859_1).contains(PATIENT));
    assertFalse(new String(kept, StandardCharsets.ISO_8859_1).contains("MILLER"));
    assertEquals(meaning(ALL), meaning(kept));
    assertEquals(4, meaning(kept).size());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 57, 58, 59, 100, 333})
  void itDoesNotMatterWhereItIsCut(int chunk) {
    IgtlDiscretion discretion = new IgtlDiscretion();
    var kept = new ByteArrayOutputStream();
    for (int from = 0; from < ALL.length; from += chunk) {
      kept.writeBytes(
          discretion.of(Arrays.copyOfRange(ALL, from, Math.min(ALL.length, from + chunk))));
    }
    assertArrayEquals(new IgtlDiscretion().of(ALL), kept.toByteArray());
  }

  @Test
  void aMessageWithoutMetadataIsKeptAsItIs() {
    assertArrayEquals(PLAIN, new IgtlDiscretion().of(PLAIN));
  }

  @Test
  void behindWhatIsNoHeaderNothingIsKept() {
    byte[] nonsense = RawMessage.join(PATIENT.repeat(6).getBytes(StandardCharsets.UTF_8), PLAIN);
    byte[] kept = new IgtlDiscretion().of(nonsense);
    assertEquals(IgtlHeader.BYTES, kept.length);
    assertEquals(
        assertThrows(IgtlException.class, () -> meaning(nonsense)).getMessage(),
        assertThrows(IgtlException.class, () -> meaning(kept)).getMessage());
  }

  @Test
  void metadataThatDoesNotFitIsStillNotReadable() throws IgtlException {
    byte[] body = RawMessage.join(RawMessage.extended(12, 60_000, 9), NOT_TURNED);
    byte[] malformed = RawMessage.of(2, "TRANSFORM", "AToB", TIME, body);
    assertEquals(List.of("1 malformed"), meaning(malformed).subList(0, 1));
    assertEquals(meaning(malformed), meaning(new IgtlDiscretion().of(malformed)));
  }

  private static List<String> meaning(byte[] bytes) throws IgtlException {
    List<String> told = new ArrayList<>();
    IgtlFramer framer =
        new IgtlFramer(
            IgtlLimits.DEFAULT,
            IgtlType.OF_TRACKERS,
            message -> told.add(message.getClass().getSimpleName() + described(message)));
    framer.feed(Unpooled.wrappedBuffer(bytes));
    if (framer.malformed() > 0) {
      told.add(framer.malformed() + " malformed");
    }
    if (framer.crcMismatches() + framer.skipped() > 0) {
      told.add(framer.crcMismatches() + " wrong, " + framer.skipped() + " passed over");
    }
    return told;
  }

  private static String described(IgtlMessage message) {
    return message instanceof IgtlMessage.Transform t ? " " + t.envelope() + t.matrix() : "";
  }
}
