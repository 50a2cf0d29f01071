package org.navicast.app.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.navicast.app.Version;
import org.navicast.app.board.ClockState;
import org.navicast.app.board.ClockWatch;

/** The program, its Java and the clock of the machine. */
final class MachineCheck {
  private static final long MEBIBYTE = 1 << 20;

  /** Below this even an ordinary day of events makes it collect without end. */
  private static final long LEAST_HEAP_MEBIBYTES = 16;

  private MachineCheck() {}

  static List<Finding> all() {
    List<Finding> found = new ArrayList<>();
    found.add(program(Runtime.getRuntime().maxMemory() / MEBIBYTE));
    found.add(clock(ClockWatch.look()));
    return found;
  }

  static Finding program(long heapMebibytes) {
    String what =
        "navicast "
            + Version.GATEWAY
            + " on Java "
            + Runtime.version()
            + ", "
            + System.getProperty("os.name")
            + " "
            + System.getProperty("os.arch")
            + ", heap "
            + heapMebibytes
            + " MiB";
    return heapMebibytes < LEAST_HEAP_MEBIBYTES
        ? Finding.warn("program", what, "give it " + LEAST_HEAP_MEBIBYTES + " MiB or more (-Xmx)")
        : Finding.ok("program", what);
  }

  static Finding clock(Optional<ClockState> clock) {
    if (clock.isEmpty()) {
      return Finding.skip("clock", "this system does not say how right its clock is");
    }
    ClockState state = clock.get();
    return state.isGood()
        ? Finding.ok("clock", state.words())
        : Finding.warn(
            "clock",
            state.words() + ", and so are the times that events carry",
            "see that its time servers can be reached (timedatectl)");
  }
}
