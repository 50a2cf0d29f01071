package org.navicast.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.navicast.app.board.ClockState;

class MachineCheckTest {
  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

  @Test
  void aHeapThatIsTooSmallIsAWarning() {
    assertThat(MachineCheck.program(12).line())
        .startsWith("WARN  program: navicast ")
        .endsWith("heap 12 MiB; give it 16 MiB or more (-Xmx)");
    assertThat(MachineCheck.program(16).level()).isEqualTo(Finding.Level.OK);
  }

  @Test
  void aClockThatIsWrongIsAWarning() {
    assertThat(clock(false, OptionalLong.empty()))
        .isEqualTo(
            "WARN  clock: not synchronised, and so are the times that events carry; see that its"
                + " time servers can be reached (timedatectl)");
    assertThat(clock(true, OptionalLong.of(-250_000))).startsWith("WARN  clock: off by -250 ms");
    assertThat(clock(true, OptionalLong.of(99_000))).isEqualTo("OK    clock: off by 99 ms");
    assertThat(MachineCheck.clock(Optional.empty()).level()).isEqualTo(Finding.Level.SKIP);
  }

  @Test
  void aCertificateThatEndsSoonIsAWarning() {
    assertThat(WayCheck.dated("way", "connected", NOW.plusSeconds(29 * 86_400), NOW).line())
        .isEqualTo(
            "WARN  way: connected, certificate good until 2026-12-28; have a new one made before, or"
                + " nobody gets in after that day");
    assertThat(WayCheck.dated("way", "connected", NOW.plusSeconds(31 * 86_400), NOW).line())
        .isEqualTo("OK    way: connected, certificate good until 2026-12-30");
  }

  private static String clock(boolean synchronised, OptionalLong offsetMicros) {
    return MachineCheck.clock(Optional.of(new ClockState(synchronised, offsetMicros))).line();
  }
}
