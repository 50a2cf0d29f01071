package org.navicast.driver.igtlink;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.navicast.driver.igtlink.TrackerConfig.Protocol;
import org.navicast.gateway.driver.SettingsException;

final class TrackerConfigTest {

  @Test
  void needsOnlyAHost() throws Exception {
    assertEquals(
        new TrackerConfig(
            "plus.example.org",
            18944,
            "Tracker",
            List.of(),
            Protocol.AUTO,
            false,
            0,
            0,
            0,
            IgtlLimits.DEFAULT),
        from(Map.of("host", "plus.example.org")));
  }

  @Test
  void readsWhatIsKnownOfNamesAndChecksums() throws Exception {
    TrackerConfig config =
        from(
            Map.of(
                "host",
                "plus.example.org",
                "names",
                List.of("UltrasoundProbeToTracker", "StylusTipToReference"),
                "checksum",
                "optional"));
    assertEquals(List.of("UltrasoundProbeToTracker", "StylusTipToReference"), config.names());
    assertTrue(config.limits().isChecksumOptional());
    assertFalse(
        from(Map.of("host", "plus.example.org", "checksum", "required"))
            .limits()
            .isChecksumOptional());
  }

  @Test
  void refusesNamesThatACutMakesTheSame() {
    SettingsException refused =
        assertThrows(
            SettingsException.class,
            () ->
                from(
                    Map.of(
                        "host",
                        "plus.example.org",
                        "names",
                        List.of("UltrasoundProbeToTracker", "UltrasoundProbeToTransducer"))));
    assertEquals(
        "have \"UltrasoundProbeToTransducer\" and another one with the same first 20 bytes; rename"
            + " one",
        refused.getMessage());
    assertThrows(
        SettingsException.class,
        () -> from(Map.of("host", "plus.example.org", "checksum", "perhaps")));
  }

  @Test
  void readsAllItsKeys() throws Exception {
    assertEquals(
        new TrackerConfig(
            "::1",
            22222,
            "Room",
            List.of(),
            Protocol.VERSION_1,
            true,
            50,
            2,
            30,
            new IgtlLimits(4096, 1_000_000)),
        from(
            Map.ofEntries(
                entry("host", "::1"),
                entry("port", 22222L),
                entry("frame", "Room"),
                entry("protocol", 1L),
                entry("request-tdata", true),
                entry("tdata-interval-millis", 50L),
                entry("silence-seconds", 2L),
                entry("reconnect-seconds", 30L),
                entry("max-body", 4096L),
                entry("max-skipped-body", 1_000_000L))));
  }

  @Test
  void tellsWhichKeyIsWrong() {
    assertWrong("devices[0].host", Map.of());
    assertWrong("devices[0].host", Map.of("host", " "));
    assertWrong("devices[0].port", Map.of("host", "a", "port", 0L));
    assertWrong("devices[0].protocol", Map.of("host", "a", "protocol", 3L));
    assertWrong("devices[0].reconnect-seconds", Map.of("host", "a", "reconnect-seconds", 3601L));
    assertWrong("devices[0].max-body", Map.of("host", "a", "max-body", 1L << 30));
    assertWrong("devices[0].prot", Map.of("host", "a", "prot", 1L));
  }

  @Test
  void leavesTheVersionToWhatIsKnownOfTheServerOnlyWhereItIsOpen() throws Exception {
    var chokes = new ServerMemory();
    chokes.ended(2, false);
    assertEquals(1, from(Map.of("host", "a")).version(chokes));
    assertEquals(2, from(Map.of("host", "a")).version(new ServerMemory()));
    assertEquals(2, from(Map.of("host", "a", "protocol", 2L)).version(chokes));
    assertEquals(1, from(Map.of("host", "a", "protocol", 1L)).version(new ServerMemory()));
  }

  @Test
  void writesServersAsPeopleDo() throws Exception {
    assertEquals("plus.example.org:18944", from(Map.of("host", "plus.example.org")).server());
    assertEquals("[::1]:18944", from(Map.of("host", "::1")).server());
  }

  private static void assertWrong(String path, Map<String, ?> values) {
    assertEquals(path, assertThrows(SettingsException.class, () -> from(values)).path());
  }

  private static TrackerConfig from(Map<String, ?> values) throws SettingsException {
    return TrackerConfig.from(TrackerConfig.SHAPE.read("devices[0]", values));
  }
}
