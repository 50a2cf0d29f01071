package org.navicast.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.navicast.app.config.GatewayConfig;
import org.navicast.app.config.ProfileFile;

/** The profiles that come along, by sessions with bounces, overlaps and feet that slip. */
final class ShippedSessionsTest {
  static final List<String> SHIPPED = ProfileFile.SHIPPED;
  private static final Path FOLDER = Path.of("../profiles/sessions");

  @ParameterizedTest
  @FieldSource("SHIPPED")
  void aSessionMeansWhatItShould(String profile) throws Exception {
    Path expected = FOLDER.resolve(profile + ".actions");
    assertThat(
            ActionLines.differences(
                expected.toString(), Files.readAllLines(expected), told(profile)))
        .isEmpty();
  }

  @Test
  void aSessionAlwaysMeansTheSame() throws Exception {
    assertThat(told("ir-suite")).isEqualTo(told("ir-suite")).hasSizeGreaterThan(20);
  }

  @Test
  void aDifferenceIsToldWithItsLine() {
    assertThat(
            ActionLines.differences(
                "foot.actions",
                List.of("# a comment", "1.000 mode read", "", "2.000 slice.next  triggered"),
                List.of("1.000 mode read", "2.001 slice.next triggered", "3.000 view.reset ended")))
        .containsExactly(
            "foot.actions:4: expected \"2.000 slice.next triggered\", was \"2.001 slice.next"
                + " triggered\"",
            "foot.actions: after its last line came \"3.000 view.reset ended\"");
  }

  private static List<String> told(String profile) throws Exception {
    Path file = FOLDER.resolve(profile + ".session");
    Session session = SessionFile.read(file);
    GatewayConfig config = SessionConfig.of(file.toString(), session, profile);
    List<String> told = new ArrayList<>();
    new Playback(
            session,
            config.profile().orElseThrow(),
            config.devices(),
            Playback.Pace.AT_ONCE,
            new ActionLines(told::add))
        .play();
    return told;
  }
}
