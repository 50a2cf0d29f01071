package org.navicast.driver.igtlink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TransformNameTest {

  @ParameterizedTest
  @CsvSource({
    "StylusTipToReference, StylusTip, Reference",
    "ToolToTracker, Tool, Tracker",
    "TorsoToRAS, Torso, RAS",
    "ProbeToTorso, Probe, Torso",
    "Stylus-2ToTracker_1, Stylus-2, Tracker_1",
    "AToB, A, B",
    "stylusToReference, Stylus, Reference",
    "ProbeTo3D, Probe, 3D",
    "StylusTo Reference, Stylus, ' Reference'",
    "StylusTo_ref, Stylus, _ref"
  })
  void splitsToolAndFrame(String name, String tool, String frame) {
    assertEquals(new TransformName(tool, frame), TransformName.parse(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "To",
        "ToReference",
        "Stylus",
        "StylusTo",
        "Stylusto Reference",
        "ToToTo",
        "StylusToreference",
        "AToBToC",
        "Linear Transform"
      })
  void leavesOtherNamesWhole(String name) {
    assertNull(TransformName.parse(name));
  }

  @Test
  void givesAToolWithoutAFrameTheConfiguredOne() {
    var names = new TransformNames("Room", List.of());
    assertEquals(new TransformName("Pointer", "Room"), names.of("Pointer"));
    assertEquals(new TransformName("A", "B"), names.of("AToB"));
    assertEquals(new TransformName("unnamed", "Room"), names.of(""));
    assertSame(names.of("AToB"), names.of("AToB"));
  }

  @Test
  void goesOnWhenAServerNeverStopsMakingNames() {
    var names = new TransformNames("Room", List.of());
    for (int i = 0; i < 10_000; i++) {
      assertEquals(new TransformName("T" + i, "B"), names.of("T" + i + "ToB"));
    }
  }
}
