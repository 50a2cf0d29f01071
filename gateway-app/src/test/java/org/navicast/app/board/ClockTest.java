package org.navicast.app.board;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClockTest {
  private static final ClockState GOOD = new ClockState(true, OptionalLong.of(1_200));
  private static final ClockState UNKNOWN = new ClockState(false, OptionalLong.empty());

  private static ClockState kernelSays(int status, long offset) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment timex = arena.allocate(208, 8);
      timex.set(JAVA_LONG, 8, offset);
      timex.set(JAVA_INT, 40, status);
      return KernelClock.state(timex);
    }
  }

  @Test
  void theKernelCountsInMicrosecondsOrNanoseconds() {
    assertEquals(new ClockState(true, OptionalLong.of(-1_200)), kernelSays(0x0001, -1_200));
    assertEquals(new ClockState(true, OptionalLong.of(1_200)), kernelSays(0x2001, 1_200_345));
    assertEquals(UNKNOWN, kernelSays(0x0040, 0), "nobody has set it, so nothing is known");
  }

  @Test
  void askingTheKernelOfThisMachineDoesNoHarm() {
    KernelClock.read()
        .ifPresent(state -> assertEquals(state.synchronised(), state.offsetMicros().isPresent()));
  }

  @Test
  void whatTheSystemWroteDownIsRead(@TempDir Path folder) throws IOException {
    assertEquals(Optional.empty(), ClockFiles.read(folder));

    Files.writeString(folder.resolve("synchronized"), "no\n");
    assertEquals(Optional.of(UNKNOWN), ClockFiles.read(folder));

    Files.writeString(folder.resolve("synchronized"), "yes\n");
    Files.writeString(folder.resolve("offset-micros"), "-2500\n");
    assertEquals(
        Optional.of(new ClockState(true, OptionalLong.of(-2_500))), ClockFiles.read(folder));

    Files.writeString(folder.resolve("offset-micros"), "+1.2ms\n");
    assertEquals(Optional.of(new ClockState(true, OptionalLong.empty())), ClockFiles.read(folder));
  }

  @Test
  void aClockThatIsRightIsNoNews() {
    assertEquals(Optional.empty(), new ClockNews().take(GOOD));
  }

  @Test
  void aClockThatStaysWrongIsToldOnceAndItsReturnToo() {
    ClockNews news = new ClockNews();
    for (int i = 1; i < ClockNews.PATIENCE_LOOKS; i++) {
      assertEquals(Optional.empty(), news.take(UNKNOWN), "look " + i);
    }
    ClockNews.Line line = news.take(UNKNOWN).orElseThrow();
    assertTrue(line.isWarning());
    assertTrue(line.text().startsWith("the clock of this machine is not synchronised"));
    assertEquals(Optional.empty(), news.take(UNKNOWN));
    assertEquals(
        Optional.of(new ClockNews.Line(false, "the clock of this machine is right again")),
        news.take(GOOD));
  }

  @Test
  void aClockThatIsWrongNowAndThenIsNoNews() {
    ClockNews news = new ClockNews();
    for (int i = 0; i < 3 * ClockNews.PATIENCE_LOOKS; i++) {
      ClockState state = i % ClockNews.PATIENCE_LOOKS == 0 ? GOOD : UNKNOWN;
      assertEquals(Optional.empty(), news.take(state), "look " + i);
    }
  }
}
