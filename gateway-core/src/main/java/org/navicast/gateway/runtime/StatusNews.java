package org.navicast.gateway.runtime;

import static org.navicast.gateway.input.DeviceStatus.State.CONNECTED;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.navicast.gateway.input.DeviceStatus;

/**
 * Which changes of a device are worth a line in the log. Pure: time is passed in.
 *
 * <p>A trouble begins when the device breaks and ends when it has been connected for a while. In
 * one trouble each reason is told once and the first return is told; what comes after that is
 * counted and told at most once a minute, and once more when the trouble is over. So a loose plug
 * does not fill a disk, and the last line about a device is always true.
 */
final class StatusNews {
  /** Being connected for so long ends a trouble. */
  static final long STEADY_NANOS = DeviceSupervisor.STEADY_NANOS;

  static final long SUMMARY_NANOS = TimeUnit.MINUTES.toNanos(1);

  /** More reasons than a device has; they come from outside, so their number needs a bound. */
  private static final int MAX_REASONS = 16;

  private final Set<String> reasons = new HashSet<>();
  private boolean connected;
  private boolean hasReturned;
  private long connectedNanos;
  private long lastLineNanos;
  private int untoldReturns;

  /**
   * A line.
   *
   * @param isWarning true where a person should look at the device
   */
  record Line(boolean isWarning, String text) {}

  /** What to say of a change, in order. */
  List<Line> take(DeviceStatus status) {
    long now = status.capturedNanos();
    List<Line> lines = new ArrayList<>(settle(now));
    if (status.state() == CONNECTED) {
      if (!connected) {
        connected = true;
        connectedNanos = now;
        if (hasReturned) {
          untoldReturns++;
        } else {
          lines.add(new Line(false, "connected" + inBrackets(status.product())));
        }
        hasReturned = true;
      }
    } else {
      connected = false;
      if (reasons.size() < MAX_REASONS && reasons.add(word(status) + status.reason())) {
        lines.add(new Line(true, word(status) + inBrackets(status.reason()) + "; trying again"));
      } else if (untoldReturns > 0 && now - lastLineNanos >= SUMMARY_NANOS) {
        lines.add(
            new Line(
                true,
                "comes and goes, "
                    + times()
                    + " since the last line; it is "
                    + word(status)
                    + " now"
                    + inBrackets(status.reason())));
        untoldReturns = 0;
      }
    }
    if (!lines.isEmpty()) {
      lastLineNanos = now;
    }
    return lines;
  }

  /** What to say once time has passed without a change. */
  List<Line> settle(long nowNanos) {
    if (!connected || nowNanos - connectedNanos < STEADY_NANOS) {
      return List.of();
    }
    List<Line> lines =
        untoldReturns == 0
            ? List.of()
            : List.of(new Line(false, "connected, after it came and went " + times()));
    reasons.clear();
    hasReturned = false;
    untoldReturns = 0;
    return lines;
  }

  /** True where {@link #settle} will have something to say after {@link #STEADY_NANOS}. */
  boolean isWaiting() {
    return connected && untoldReturns > 0;
  }

  private String times() {
    return untoldReturns == 1 ? "once" : untoldReturns + " times";
  }

  private static String word(DeviceStatus status) {
    return switch (status.state()) {
      case CONNECTED -> "connected";
      case LOST -> "lost";
      case FAULTED -> "not usable";
    };
  }

  private static String inBrackets(String text) {
    return text.isEmpty() ? "" : " (" + text + ")";
  }
}
